-- Stops handing out jobs, or goes on.
-- ARGV: now, 1 to stop, 0 to go on
redis.call('HDEL', QUEUE, 'draining')
if ARGV[2] == '1' then
  redis.call('HSET', QUEUE, 'draining', '1')
elseif redis.call('EXISTS', READY) == 1 and redis.call('EXISTS', INBOX, STAGED) == 0 then
  redis.call('LPUSH', INBOX, BELL)
end
return 1
