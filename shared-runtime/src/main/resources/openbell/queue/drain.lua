-- Stops handing out jobs, or goes on.
-- ARGV: now, 1 to stop, 0 to go on
call('HDEL', QUEUE, 'draining')
if ARGV[2] == '1' then
  call('HSET', QUEUE, 'draining', '1')
elseif call('EXISTS', READY) == 1 and call('EXISTS', INBOX, STAGED) == 0 then
  call('LPUSH', INBOX, BELL)
end
return 1
