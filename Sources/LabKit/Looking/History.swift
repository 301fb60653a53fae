/// What was measured in the rounds of a step.
final class History {
  private var samples: [String: [(time: Int64, values: [Int])]] = [:]

  /// Adds a sample; the one that lies a whole window back, once there is one.
  func note(_ key: String, _ values: [Int], _ now: Int64, window: Int64) -> (Int64, [Int])? {
    samples[key, default: []].append((now, values))
    guard let index = samples[key]?.lastIndex(where: { $0.time <= now - window }) else { return nil }
    samples[key]?.removeFirst(index)
    return samples[key]?.first.map { ($0.time, $0.values) }
  }

  func forget(_ key: String) { samples[key] = nil }
  func length(_ key: String, _ now: Int64) -> Int64 { now - (samples[key]?.first?.time ?? now) }
}
