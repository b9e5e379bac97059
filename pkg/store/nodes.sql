-- The views where the contacts are spread over the nodes of Citus. These take neither
-- a scalar subquery in what is selected nor a lateral one without tables, and functions
-- that are not immutable only on the coordinator: there the hours are worked out, and the
-- area codes that are closed, once for each way in which powerlists differ.
create or replace view callable_now as
with entries as materialized (
    select id, name, dial_mode, suppress_except, call_window, calling_rules, dial_mode = 'ai' as automated, calling_rules = 'federal' as federal,
        concat(call_window, ' ', dial_mode = 'ai', ' ', calling_rules = 'federal') as way
    from powerlists
), ways as materialized (
    select w.way, w.key, calling_hours(now(), w.call_window, w.automated, w.federal) as hours,
        coalesce(calling_closed(now(), array[w.key]), '{}') as closed
    from (
        select way, call_window, automated, federal, concat_ws(' ', dial_mode, calling_rules, call_window) as key from entries
        union select '', null, false, false, 'manual state' from import_lock -- on no powerlist
    ) w
)
select c.id as contact_id, c.phone, c.phone_ext, c.first_name, c.last_name, c.email, c.state, c.tags, c.fields,
    c.time_zone,
    make_time((h.hours -> 'zones' -> c.time_zone ->> 2)::integer / 60, (h.hours -> 'zones' -> c.time_zone ->> 2)::integer % 60,
        extract(second from now())::double precision) as local_time,
    e.powerlist_id, p.name as powerlist, p.dial_mode, e.position,
    date_trunc('minute', now()) + make_interval(mins => calling_left(h.hours -> 'zones', h.hours -> 'rules', string_to_array(nullif(coalesce(c.time_zones, c.time_zone), ''), ' '),
        string_to_array(coalesce(c.calling_states || ' ', '') || coalesce(case when c.state in ('AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT')
        then 'CA-' else 'US-' end || c.state, ''), ' '))) as open_until
from contacts c
left join powerlist_contacts e on e.phone = c.phone and e.contact_id >= c.id and e.contact_id <= c.id
left join entries p on p.id = e.powerlist_id
join ways h on h.way = coalesce(p.way, '')
left join suppressions s on s.phone = c.phone
where ((select calling_somewhere() from import_lock)
        or exists (select 1 from contacts b where b.import_id is null and coalesce(b.time_zones, b.time_zone) is not null))
    and (coalesce(e.position, 0) <= 1000 or not h.closed ? concat(h.key, ' ', left(c.phone, 5))
        or exists (select 1 from contacts b where b.import_id is null and coalesce(b.time_zones, b.time_zone) is not null))
    and case when h.hours -> 'zones' ?& string_to_array(nullif(coalesce(c.time_zones, c.time_zone), ''), ' ') then
        case when h.hours -> 'closing' ?| string_to_array(coalesce(c.calling_states || ' ', '') || coalesce(case when c.state in ('AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT')
        then 'CA-' else 'US-' end || c.state, ''), ' ')
            then calling_left(h.hours -> 'zones', h.hours -> 'rules', string_to_array(nullif(coalesce(c.time_zones, c.time_zone), ''), ' '),
        string_to_array(coalesce(c.calling_states || ' ', '') || coalesce(case when c.state in ('AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT')
        then 'CA-' else 'US-' end || c.state, ''), ' ')) else 1 end end is not null
    and s.phone is null and not exists (
        select from list_blocks b join lists l on l.id = b.list_id
        where b.block = any (array[(case when rtrim(c.phone, '0123456789') = '+' and octet_length(c.phone) between 2 and 16 then substr(c.phone, 2)::bigint end) / 10000, -1 - (case when rtrim(c.phone, '0123456789') = '+' and octet_length(c.phone) between 2 and 16 then substr(c.phone, 2)::bigint end) / 50000])
            and case when b.block < 0 then ((case when rtrim(c.phone, '0123456789') = '+' and octet_length(c.phone) between 2 and 16 then substr(c.phone, 2)::bigint end) % 50000 - 25000)::smallint = any (b.few)
                when b.bits is null then ((case when rtrim(c.phone, '0123456789') = '+' and octet_length(c.phone) between 2 and 16 then substr(c.phone, 2)::bigint end) % 10000)::smallint = any (b.few)
                else get_bit(b.bits, ((case when rtrim(c.phone, '0123456789') = '+' and octet_length(c.phone) between 2 and 16 then substr(c.phone, 2)::bigint end) % 10000)::int) = 1 end
            and (l.expires is null or l.expires > now())
            and l.name <> all (coalesce(p.suppress_except, '{}')));

create or replace view dialable as
select c.id as contact_id, c.phone, c.phone_ext, c.first_name, c.last_name, c.email, c.state, c.tags, c.fields,
    c.time_zone, e.powerlist_id, p.name as powerlist, p.dial_mode, e.position
from contacts c
left join powerlist_contacts e on e.phone = c.phone and e.contact_id >= c.id and e.contact_id <= c.id
left join powerlists p on p.id = e.powerlist_id
left join suppressions s on s.phone = c.phone
cross join lateral (select case when c.phone ~ '^\+[1-9][0-9]{2,14}$' then substr(c.phone, 2)::bigint end) n(digits)
where s.phone is null and not exists (
    select from list_blocks b join lists l on l.id = b.list_id
    where b.block = any (array[n.digits / 10000, -1 - n.digits / 50000])
        and case when b.block < 0 then (n.digits % 50000 - 25000)::smallint = any (b.few)
            when b.bits is null then (n.digits % 10000)::smallint = any (b.few)
            else get_bit(b.bits, (n.digits % 10000)::int) = 1 end
        and (l.expires is null or l.expires > now())
        and l.name <> all (coalesce(p.suppress_except, '{}')));
