-- What became of the texts that were offered in a place, as counts: anybody may know them, and no row.
grant create on schema publication to quartier_keeper;

create or replace function publication.submission_figures(of_place int, since timestamptz, before timestamptz, instant timestamptz)
returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with each as (
    select s.due_at, s.offered_at,
           (select t.step from public.publication_submission_step t
             where t.submission_id = s.id and t.step <> 'edited' order by t.number desc limit 1) as last_step,
           (select t.agreed from public.publication_submission_step t
             where t.submission_id = s.id and t.step <> 'edited' order by t.number desc limit 1) as last_agreed,
           (select t.reason from public.publication_submission_step t
             where t.submission_id = s.id and t.step = 'refuse_asked' order by t.number desc limit 1) as reason,
           (select min(t.at) from public.publication_submission_step t
             where t.submission_id = s.id and t.step in ('let_out', 'refused')) as decided_at,
           exists (select from public.publication_submission_step t where t.submission_id = s.id and t.step = 'edited') as changed,
           exists (select from public.publication_submission_step t where t.submission_id = s.id and t.step = 'objected') as objected,
           exists (select from public.publication_submission_step t
                    where t.submission_id = s.id and t.step = 'decided' and t.agreed) as granted
      from public.publication_submission s
     where s.place_id = of_place and s.offered_at >= since and s.offered_at < before),
  stands as (
    select e.*, case when e.last_step = 'let_out' then 'public'
                     when e.last_step = 'refused' or (e.last_step = 'decided' and not e.last_agreed) then 'refused'
                     else 'waiting' end as state from each e)
  select jsonb_build_object(
    'offered', count(*), 'public', count(*) filter (where state = 'public'),
    'changed', count(*) filter (where state = 'public' and changed), 'waiting', count(*) filter (where state = 'waiting'),
    'refused', count(*) filter (where state = 'refused'), 'objected', count(*) filter (where objected),
    'granted', count(*) filter (where granted),
    'late', count(*) filter (where coalesce(decided_at, instant) >= due_at),
    'hours', percentile_cont(0.5) within group (order by extract(epoch from decided_at - offered_at) / 3600)
             filter (where decided_at is not null),
    'reasons', coalesce((select jsonb_object_agg(r.reason, r.number) from (
        select reason, count(*) as number from stands where state = 'refused' group by reason) r), '{}'))
    from stands
$$;

revoke execute on function publication.submission_figures(int, timestamptz, timestamptz, timestamptz) from public;
grant execute on function publication.submission_figures(int, timestamptz, timestamptz, timestamptz) to quartier_app;
alter function publication.submission_figures(int, timestamptz, timestamptz, timestamptz) owner to quartier_keeper;
revoke create on schema publication from quartier_keeper;
