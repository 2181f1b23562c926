-- What a taken reply said, as a hash: the same key with other content is another reply.
alter table reply_taken add column content text;
