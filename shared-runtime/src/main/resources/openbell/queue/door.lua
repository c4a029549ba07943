-- Lets jobs in from the door: for enqueue.lua and turnover.lua.

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
