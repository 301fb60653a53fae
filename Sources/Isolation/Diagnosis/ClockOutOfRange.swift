/// ERANGE of a clock offset: the clock inside would be negative, or too far ahead. time_namespaces(7)
let clockOutOfRange: Cause = { failure, host in
  guard failure.errno == .outOfRange, let write = failure.step.action as? WriteFile,
    write.page == "time_namespaces(7)"
  else { return nil }
  let words = write.text.text.split(separator: " ")
  guard let name = words.first, let clock = ShiftedClock(rawValue: String(name)) else { return nil }
  let now = host.clocks[clock] ?? 0
  return Diagnosis(
    why: Text(
      en: "the clock \(name) stands at \(now) s; with the offset it would be negative, or beyond 146 years",
      zh: "时钟 \(name) 现在是 \(now) 秒；加上偏移后会变为负数，或超过 146 年"),
    cures: [.advice(Text(en: "an offset of at least -\(now)", zh: "偏移量不要小于 -\(now)"))])
}
