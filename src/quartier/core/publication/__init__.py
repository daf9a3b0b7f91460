"""Everything that becomes public passes here: safe precision, suppression, delay, the wartime rule."""
