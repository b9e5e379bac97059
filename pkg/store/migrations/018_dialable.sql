-- As before, but that lists are looked up number by number, whatever the planner thinks
-- of their size: it cannot join them otherwise than by reading them for each contact.
create or replace view dialable as
select c.id as contact_id, c.phone, c.phone_ext, c.first_name, c.last_name, c.email, c.state, c.tags, c.fields,
    c.time_zone, e.powerlist_id, p.name as powerlist, p.dial_mode, e.position
from contacts c
left join powerlist_contacts e on e.phone = c.phone and e.contact_id >= c.id and e.contact_id <= c.id
left join powerlists p on p.id = e.powerlist_id
left join suppressions s on s.phone = c.phone
where s.phone is null and not ((select exists (select from lists)) and exists (
    select from (select case when rtrim(c.phone, '0123456789') = '+' and octet_length(c.phone) between 2 and 16 then substr(c.phone, 2)::bigint end offset 0) d(digits)
    join list_blocks b on b.block = any (array[d.digits / 10000, -1 - d.digits / 50000])
    join lists l on l.id = b.list_id
    where case when b.block < 0 then (d.digits % 50000 - 25000)::smallint = any (b.few)
            when b.bits is null then (d.digits % 10000)::smallint = any (b.few)
            else get_bit(b.bits, (d.digits % 10000)::int) = 1 end
        and (l.expires is null or l.expires > now())
        and l.name <> all (coalesce(p.suppress_except, '{}'))));
