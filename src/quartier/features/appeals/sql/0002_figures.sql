-- What everybody may know of a place's appeals in a year: numbers by body and category, of all of them, also of those that
-- nobody let out. No row, no date, no person.
grant create on schema appeals to quartier_keeper;

create function appeals.figures(of_place int, since timestamptz, until timestamptz, instant timestamptz)
returns table (organisation int, category text, lodged bigint, running bigint, late bigint, answered bigint, answered_late bigint,
               closed bigint, forwarded bigint, joined bigint, reopened bigint, days double precision)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with chosen as (
    select a.id, a.organisation_id, a.category, a.state, a.due_at, a.arrived_at, first.at as answered_at,
           coalesce(first.was_late, false) as was_late,
           exists (select from public.appeals_step r where r.appeal_id = a.id and r.step = 'reopened') as again
      from public.appeals_appeal a
      left join lateral (select s.occurred_at as at, (s.more ->> 'late')::boolean as was_late from public.appeals_step s
                          where s.appeal_id = a.id and s.step = 'answered' order by s.number limit 1) first on true
     where a.place_id = of_place and a.arrived_at >= since and a.arrived_at < until)
  select c.organisation_id, c.category::text, count(*),
         count(*) filter (where c.state in ('new', 'open', 'waiting')),
         count(*) filter (where c.state in ('new', 'open', 'waiting') and c.due_at < instant),
         count(c.answered_at), count(*) filter (where c.was_late), count(*) filter (where c.state = 'closed'),
         count(*) filter (where c.state = 'forwarded'), count(*) filter (where c.state = 'joined'), count(*) filter (where c.again),
         percentile_cont(0.5) within group (order by extract(epoch from c.answered_at - c.arrived_at) / 86400)
           filter (where c.answered_at is not null)
    from chosen c group by c.organisation_id, c.category order by c.organisation_id, c.category
$$;

-- How long the first answer took, over all categories of a place: a median of medians is none.
create function appeals.middle(of_place int, since timestamptz, until timestamptz) returns double precision
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select percentile_cont(0.5) within group (order by extract(epoch from first.at - a.arrived_at) / 86400)
    from public.appeals_appeal a
    join lateral (select s.occurred_at as at from public.appeals_step s
                   where s.appeal_id = a.id and s.step = 'answered' order by s.number limit 1) first on true
   where a.place_id = of_place and a.arrived_at >= since and a.arrived_at < until
$$;

-- Public versions that were not let out, by reason.
create function appeals.withheld_by_reason(of_place int, since timestamptz, until timestamptz)
returns table (reason text, count bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(s.more ->> 'reason', ''), count(*) from public.appeals_step s
    join public.appeals_appeal a on a.id = s.appeal_id
   where a.place_id = of_place and s.step = 'withheld' and s.at >= since and s.at < until group by 1 order by 2 desc, 1
$$;

do $$
declare
  signature text;
begin
  foreach signature in array array['figures(int,timestamptz,timestamptz,timestamptz)', 'middle(int,timestamptz,timestamptz)',
      'withheld_by_reason(int,timestamptz,timestamptz)'] loop
    execute format('revoke execute on function appeals.%s from public', signature);
    execute format('grant execute on function appeals.%s to quartier_app', signature);
    execute format('alter function appeals.%s owner to quartier_keeper', signature);
  end loop;
end $$;
revoke create on schema appeals from quartier_keeper;
