-- Lets in what stands at the door and leases the first jobs.
-- ARGV: now, claim id, worker, max, lease ms, largest payload
-- Answers: ms until something is due (-1: nothing waits), then per job: id, fence, attempt, failures,
--   max failures, raw (1: pushed by a foreign producer), payload, checkpoint
local answer = {'-1'}

local function give(id)
  local f = call('HMGET', job(id), 'fence', 'attempts', 'failures', 'maxfailures', 'raw', 'payload', 'progress')
  answer[#answer + 1] = {id, f[1], f[2], f[3] or '0', f[4] or '0', f[5] or '0', f[6] or '', f[7] or ''}
end

-- The answer to the same claim was lost: give what is still held.
local memory = CLAIM .. ARGV[3]
local last = call('GET', memory)
if last then
  local words = {}
  for word in string.gmatch(last, '%S+') do words[#words + 1] = word end
  if words[1] == ARGV[2] then
    for i = 2, #words, 2 do
      if held(words[i], words[i + 1]) == 'OK' then give(words[i]) end
    end
    answer[1] = whole(next_due())
    return answer
  end
end

-- A body that a foreign producer pushed becomes a job of its own until it is decoded.
local function adopt(body)
  local id = 'raw-' .. redis.sha1hex(body)
  if call('EXISTS', job(id)) == 1 then return nil end
  call('HSET', job(id), 'owner', '', 'priority', '1', 'maxfailures', '5', 'maxcrashes', '3', 'payload', body,
    'enqueued', whole(now), 'since', whole(now), 'attempts', '0', 'failures', '0', 'crashes', '0', 'raw', '1',
    'state', 'inbox')
  if #body > tonumber(ARGV[6]) then
    kill(id, 'PAYLOAD_TOO_LARGE: ' .. #body .. ' bytes were pushed')
    return nil
  end
  return id
end

local function let_in(element)
  local state = call('HGET', job(element), 'state')
  local id = element
  if not state then
    if string.match(element, '^[%w%-_%.:]+$') and #element <= 200 then
      call('INCR', ORPHANS)
      return
    end
    id = adopt(element)
    if not id then return end
  elseif state ~= 'inbox' then
    return
  end
  local score = number(id, 'priority') * BAND + call('INCR', SEQUENCE)
  call('ZADD', READY, whole(score), id)
  call('HSET', job(id), 'state', 'ready')
end

upkeep()
for _ = 1, 1000 do
  local element = call('RPOP', STAGED) or call('RPOP', INBOX)
  if not element then break end
  let_in(element)
end

local remembered = {ARGV[2]}
local left = tonumber(ARGV[4])
while left > 0 do
  local ids = call('ZRANGE', READY, 0, left - 1)
  if #ids == 0 then break end
  for _, id in ipairs(ids) do
    call('ZREM', READY, id)
    if exists(id) then
      local fence = math.max(tonumber(call('GET', FENCE) or '0') + 1, micros)
      call('SET', FENCE, whole(fence))
      call('HINCRBY', job(id), 'attempts', 1)
      call('HSET', job(id), 'state', 'active', 'fence', whole(fence), 'worker', ARGV[3], 'lease', ARGV[5])
      call('ZADD', LEASE, whole(now + tonumber(ARGV[5])), id)
      remembered[#remembered + 1] = id
      remembered[#remembered + 1] = whole(fence)
      left = left - 1
      give(id)
    end
  end
end
if #remembered > 1 then call('SET', memory, table.concat(remembered, ' '), 'PX', 600000) end
answer[1] = whole(next_due())
return answer
