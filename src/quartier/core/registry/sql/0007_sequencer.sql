-- The sequencer lives by the same clock as everyone else, and has no other business here.
grant usage on schema registry to quartier_sequencer;
grant execute on function registry.now() to quartier_sequencer;
