-- For wrk: asks the addresses of a file in turn and reports what came back. Arguments: the file.
local addresses, counts = {}, {}
local at = 0

function init(arguments)
  for line in io.lines(arguments[1]) do addresses[#addresses + 1] = line end
  statuses = ""
end

function request()
  at = at + 1
  return wrk.format("GET", addresses[(at - 1) % #addresses + 1])
end

function response(status)
  counts[status] = (counts[status] or 0) + 1
  statuses = ""
  for code, count in pairs(counts) do statuses = statuses .. code .. ":" .. count .. " " end
end

local threads = {}
function setup(thread) threads[#threads + 1] = thread end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT seconds=%.3f requests=%d p50=%.2f p99=%.2f max=%.2f broken=%d statuses=%s\n",
    summary.duration / 1e6, summary.requests, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3,
    e.connect + e.read + e.write + e.timeout, threads[1]:get("statuses")))
end
