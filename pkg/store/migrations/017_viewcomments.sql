-- What a client shows of the views says how to ask them.
comment on view callable_now is 'who may be called at this moment: ask for a powerlist by powerlist_id, order by position, limit 20, and only then join: rollcall help calling-hours. Any other question reads the whole list, which takes long';
comment on view dialable is 'who may be called at all: ask as for callable_now';
