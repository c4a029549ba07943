-- Machines that are handed nothing: for tick.lua, turnover.lua and rest.lua.
-- They stand in QUEUE, in one field with when they were heard of last, as `m-1:1700 m-2:1701 `; there is none while none
-- rests. A worker's machine is the part of its name before the first dot.

-- The field without the machines of which `gone(machine, heard)` is true.
local function without(text, gone)
  local left = ''
  for machine, heard in string.gmatch(text, '(%S+):(%d+)') do
    if not gone(machine, tonumber(heard)) then left = left .. machine .. ':' .. heard .. ' ' end
  end
  return left
end

-- The field with a machine, heard of now; a machine that stands in it already goes to its end.
local function with(text, machine)
  return without(text, function(other) return other == machine end) .. machine .. ':' .. NOW .. ' '
end
