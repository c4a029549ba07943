-- Hands nothing more to the workers of a machine, or hands out to them again.
-- ARGV: now, machine, 1 to rest, 0 to go on, the machine's own list, on which its workers wait
local machine, own = ARGV[2], ARGV[4]
local text = call('HGET', QUEUE, 'resting') or ''
local left = without(text, function(other) return other == machine end)
call('HDEL', QUEUE, 'resting')
call('DEL', own)
if ARGV[3] == '1' then left = with(left, machine) end
if left ~= '' then call('HSET', QUEUE, 'resting', left) end
if ARGV[3] == '0' and left ~= text then
  -- It stands a while, so that a worker that is about to wait finds it.
  call('LPUSH', own, '1')
  call('PEXPIRE', own, 60000)
end
return 1
