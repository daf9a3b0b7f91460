-- The application may no longer insert into the tables themselves: `ledger.append` alone writes, and checks what it writes.
drop trigger ledger_intake_receive on public.ledger_intake;
drop trigger ledger_envelope_receive on public.ledger_envelope;
drop trigger ledger_opening_receive on public.ledger_opening;
drop function ledger.receive();
drop function ledger.receive_envelope();
drop function ledger.receive_opening();

revoke insert on public.ledger_intake, public.ledger_envelope, public.ledger_opening from quartier_app;
revoke execute on function ledger.previous(text) from quartier_app;

-- Each index is written at every entry; these told nothing that another does not.
alter table public.ledger_intake drop constraint ledger_intake_number_key;
alter table public.ledger_opening drop column id, drop constraint ledger_opening_once, add primary key (intake_id, field);
do $$
declare
  one text;
begin
  for one in
    select indexrelid::regclass::text from pg_index
     where not indisprimary and not indisunique
       and indrelid in ('public.ledger_opening'::regclass, 'public.ledger_envelope'::regclass)
  loop
    execute format('drop index %s', one);
  end loop;
end $$;
