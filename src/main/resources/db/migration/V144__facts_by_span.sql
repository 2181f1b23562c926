-- Figures of a month look only at what was under way in it, also when it is long ago. Without an end a span is open.
drop index case_fact_by_time, round_fact_by_time, assignment_fact_by_time, mark_fact_by_time;
create index case_fact_by_span on case_fact using gist (tstzrange(first_at, last_at, '[]'));
create index round_fact_by_span on round_fact using gist (tstzrange(first_at, last_at, '[]'));
create index assignment_fact_by_span on assignment_fact using gist (tstzrange(first_at, last_at, '[]'));
create index mark_fact_by_span on mark_fact using gist (tstzrange(first_at, last_at, '[]'));
