grant create on schema appeals to quartier_keeper;
set local role quartier_keeper;
-- Add one step, with what is computed from it. For whoever handles the appeal, for whoever opened it in this transaction, and
-- for whoever lodged it, as far as it is theirs to say. `expected`: the number it must get, or somebody was faster.
create or replace function appeals.add_step(
  which uuid, expected int, of_step text, said_at timestamptz, in_organisation int, with_words jsonb, with_more jsonb,
  new_state text, new_due timestamptz, new_forward_due timestamptz, instant timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a public.appeals_appeal;
  s public.appeals_step;
  public_id uuid;
  handled boolean;
begin
  select t.* into a from public.appeals_appeal t where t.id = which for update;
  handled := registry.sees(which) or (of_step = 'registered' and registry.opened_here(which));
  if a.id is null or not (handled
     or (appeals.is_lodger(which) and of_step in ('given', 'reopened', 'objected', 'escalated', 'survey_answered'))) then
    raise exception 'no such record' using errcode = 'no_data_found';
  end if;
  -- Its author says no word in the body's name, and moves it nowhere but back to whoever handles it.
  if not handled then
    with_more := with_more - 'public';
    in_organisation := null;
    if new_state <> (case when of_step in ('given', 'reopened') then 'open' else a.state end) then
      raise exception 'not theirs to say' using errcode = 'insufficient_privilege';
    end if;
  end if;
  insert into public.appeals_step (id, appeal_id, scope_id, number, step, occurred_at, at, by, organisation, words, more)
    select uuidv7(), which, a.scope_id, coalesce(expected, (select count(*) + 1 from public.appeals_step t where t.appeal_id = which)),
           of_step, said_at, instant, (select c.id from public.accounts_account c where c.id = registry.me()), in_organisation,
           with_words, with_more
  returning * into s;
  update public.appeals_appeal t set state = new_state, due_at = new_due, forward_due_at = new_forward_due where t.id = which;
  select p.id into public_id from public.appeals_public p where p.subject = which;
  if public_id is not null then
    perform appeals.show_step(public_id, s);
    update public.appeals_public p set state = new_state, due_at = new_due, organisation_id = a.organisation_id, facts = a.facts
     where p.id = public_id;
  end if;
  return s.number;
end $$;

reset role;
revoke create on schema appeals from quartier_keeper;
