-- Stands before every script.
-- KEYS: see RedisKeys; the last two are prefixes of per-job and per-worker keys in the same slot.
-- ARGV[1]: now in ms for tests, 0 for the server's clock.
-- Rules:
--   one clock, the server's;
--   check before write, and loops have an end;
--   the first write of every script but enqueue is a DEL, HDEL, ZREM or RPOP, because Redis refuses
--   a script for want of memory at its first write only, and only if that write may grow;
--   numbers are written with %.0f; cjson, which damages large ones, is not used.
local call = redis.call
local READY, DELAYED, LEASE, DEAD, DONE = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local QUEUE, SINCE, TURNS = KEYS[6], KEYS[7], KEYS[8]
local INBOX, STAGED, JOB, CLAIM = KEYS[9], KEYS[10], KEYS[11], KEYS[12]
local BAND = 1e14 -- of scores for one priority; ten of them stay below 2^53
local DAY = 86400000
local BELL = '' -- at the door: wakes a waiting worker, stands for no job

local micros
if ARGV[1] == '0' then
  local t = call('TIME')
  micros = t[1] * 1000000 + t[2]
else
  micros = tonumber(ARGV[1]) * 1000
end
local now = math.floor(micros / 1000)

local function whole(number) return string.format('%.0f', number) end
local function job(id) return JOB .. id end
local NOW = whole(now)

-- Index entries without a job are dropped and counted: they must not stop the others.
local function orphan() call('HINCRBY', QUEUE, 'orphans', 1) end

-- Start-time fair queueing. TURNS holds the clock of each priority, as `1`, and the end of the last
-- job of each owner in it, as `1 anna`. Both are read once per call and written by keep_turns.
local turns, news = {}, {}

local function turn(field)
  if not turns[field] then turns[field] = tonumber(call('HGET', TURNS, field) or '0') end
  return turns[field]
end

local function set_turn(field, value)
  turns[field] = value
  news[field] = true
end

local function keep_turns()
  for field in pairs(news) do call('HSET', TURNS, field, whole(turns[field])) end
end

-- The place in line of a job that becomes ready now.
local function score(owner, priority, cost)
  local line = priority .. ' ' .. owner
  local start = math.min(math.max(turn(priority), turn(line)), BAND - 1)
  set_turn(line, start + tonumber(cost))
  return whole(tonumber(priority) * BAND + start)
end

-- Makes a job ready. Every way to ready leads past the door, so that every way wakes a worker.
local function to_door(id)
  local f = call('HMGET', job(id), 'owner', 'priority', 'cost')
  call('HSET', job(id), 'state', 'ready', 'since', NOW, 'score', score(f[1], f[2], f[3]))
  call('ZADD', SINCE, NOW, id)
  call('LPUSH', INBOX, id)
end

local function kill(id, why)
  call('HSET', job(id), 'state', 'dead', 'error', why, 'ended', NOW)
  call('ZADD', DEAD, NOW, id)
end

local function expire(id) kill(id, 'EXPIRED: it was not done in time') end

local function promote(limit)
  local ids = call('ZRANGEBYSCORE', DELAYED, '-inf', NOW, 'LIMIT', 0, limit)
  for _, id in ipairs(ids) do
    call('ZREM', DELAYED, id)
    if call('EXISTS', job(id)) == 1 then to_door(id) else orphan() end
  end
end

local function take_back(id, till, silence)
  local f = call('HMGET', job(id), 'state', 'lease', 'amnesties', 'crashes', 'maxcrashes')
  if not f[1] then
    orphan()
  elseif till < now - DAY then
    kill(id, 'STALE_REVIEW: its lease ran out more than a day ago')
  elseif silence > tonumber(f[2]) and tonumber(f[3] or '0') < 2 then
    call('HINCRBY', QUEUE, 'amnesties', 1)
    call('HINCRBY', job(id), 'amnesties', 1)
    to_door(id)
  else
    local crashes = tonumber(f[4] or '0') + 1
    call('HINCRBY', QUEUE, 'crashes', 1)
    call('HSET', job(id), 'crashes', whole(crashes))
    if crashes > tonumber(f[5]) then
      kill(id, 'CRASHED: its lease ran out ' .. crashes .. ' times')
    else
      to_door(id)
    end
  end
end

-- Takes expired leases back. `silence`: how long nobody touched the queue. A lease that ran out
-- while everybody was away is forgiven, twice per job: the worker may be well.
local function reap(limit, silence)
  local found = call('ZRANGEBYSCORE', LEASE, '-inf', NOW, 'WITHSCORES', 'LIMIT', 0, limit)
  for i = 1, #found, 2 do
    call('ZREM', LEASE, found[i])
    take_back(found[i], tonumber(found[i + 1]), silence)
  end
end

-- The earliest time in an index, or nil.
local function earliest(index)
  return tonumber(call('ZRANGE', index, 0, 0, 'WITHSCORES')[2])
end

-- Promotes and takes back, in bounded steps; answers the next start and the next end of a lease.
-- `probe`: when the queue was touched last
local function upkeep(probe)
  local silence = now - (tonumber(probe or NOW) or now)
  local due, over = earliest(DELAYED), earliest(LEASE)
  if due and due <= now then
    promote(100)
    due = earliest(DELAYED)
  end
  if over and over <= now then
    reap(silence > 1000 and 1000 or 100, silence)
    over = earliest(LEASE)
  end
  return due, over
end

-- A body that a foreign producer pushed becomes a job of its own until it is decoded.
local function adopt(body)
  local id = 'raw-' .. redis.sha1hex(body)
  if call('EXISTS', job(id)) == 1 then return nil end
  local place = score('', '1', 1)
  call('HSET', job(id), 'owner', '', 'priority', '1', 'cost', '1', 'maxfailures', '5', 'maxcrashes', '3',
    'payload', body, 'enqueued', NOW, 'raw', '1', 'state', 'ready', 'since', NOW, 'score', place)
  if #body > 262144 then
    kill(id, 'PAYLOAD_TOO_LARGE: ' .. #body .. ' bytes were pushed')
    return nil
  end
  call('ZADD', SINCE, NOW, id)
  return id, place
end

-- Lets up to 100 in from a list of the door, oldest first; answers how many there were.
local function let_some_in(list, limit)
  local elements = call('RPOP', list, limit)
  if not elements then return 0 end
  local places = {}
  for _, element in ipairs(elements) do
    local f = element ~= BELL and call('HMGET', job(element), 'state', 'score') or {BELL}
    local id, place = element, f[2]
    if not f[1] then
      id = nil
      if #element <= 200 and string.match(element, '^[%w%-_%.:]+$') then
        orphan()
        call('ZREM', SINCE, element)
      else
        id, place = adopt(element)
      end
    elseif f[1] ~= 'ready' then
      id = nil
    end
    if id then
      places[#places + 1] = place
      places[#places + 1] = id
    end
  end
  if #places > 0 then call('ZADD', READY, unpack(places)) end
  return #elements
end

-- Lets up to `limit` in; answers how many more it might have been.
local function let_in(list, limit)
  while limit > 0 do
    local some = math.min(limit, 100)
    if let_some_in(list, some) < some then return limit end
    limit = limit - some
  end
  return 0
end

-- 1 when the bell is among what stands at the door; it is always the oldest there.
local function bells()
  if call('LINDEX', STAGED, -1) == BELL or call('LINDEX', INBOX, -1) == BELL then return 1 end
  return 0
end

-- A job as an operator sees it.
local function view(id)
  local f = call('HMGET', job(id), 'owner', 'state', 'attempts', 'failures', 'crashes', 'error', 'payload', 'priority',
    'worker', 'enqueued', 'since', 'ended')
  local state = f[2]
  if not state then return nil end
  local at = state == 'ready' and f[11] or f[12]
  if state == 'delayed' then at = call('ZSCORE', DELAYED, id) end
  if state == 'active' then at = call('ZSCORE', LEASE, id) end
  return {id, f[1] or '', state, f[3] or '0', f[4] or '0', f[5] or '0', f[6] or '', f[7] or '', f[8] or '1',
    state == 'active' and f[9] or '', f[10] or '0', at or '0'}
end
