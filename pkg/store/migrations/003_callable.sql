-- As before, in words that Citus can plan: it joins no function's rows with
-- those of a common table expression in a subquery.
create or replace view callable_now as
with zones as materialized (
    select name, (now() at time zone 'UTC' + utc_offset)::time as local_time
    from pg_timezone_names
), entries as (
    select c.id as contact_id, c.phone, c.phone_ext, c.first_name, c.last_name, c.tags,
           c.time_zone, c.time_zones,
           p.id as powerlist_id, p.name as powerlist, p.dial_mode, e.position,
           split_part(coalesce(p.call_window, '08:00-21:00'), '-', 1)::time as opens,
           split_part(coalesce(p.call_window, '08:00-21:00'), '-', 2)::time as closes
    from contacts c
    left join powerlist_contacts e on e.phone = c.phone and e.contact_id = c.id
    left join powerlists p on p.id = e.powerlist_id
    left join suppressions s on s.phone = c.phone
    where s.phone is null
)
select n.contact_id, n.phone, n.phone_ext, n.first_name, n.last_name, n.tags, n.time_zone,
       z.local_time, n.powerlist_id, n.powerlist, n.dial_mode, n.position
from entries n
left join zones z on z.name = n.time_zone
where case
    when n.time_zone is not null then
        case when n.opens <= n.closes
             then z.local_time >= n.opens and z.local_time < n.closes
             else z.local_time >= n.opens or z.local_time < n.closes end
    when n.time_zones is not null then cardinality(string_to_array(n.time_zones, ' ')) = (
        select count(*) from zones m
        where m.name = any(string_to_array(n.time_zones, ' '))
            and case when n.opens <= n.closes
                then m.local_time >= n.opens and m.local_time < n.closes
                else m.local_time >= n.opens or m.local_time < n.closes end)
    else false
end;
