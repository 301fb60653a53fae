import Console
import Isolation
import LabKit

/// How a demonstration goes on: by keys, by itself, or at once.
enum Pace {
  case keys
  /// So many times as fast as usual.
  case timed(Double)
  case atOnce

  /// Between two letters that are typed.
  var letter: Int32 {
    switch self {
    case .keys: 12
    case .timed(let speed): Int32(12 / speed)
    case .atOnce: 0
    }
  }

  /// Where a person would press Enter.
  var pause: Int32 {
    if case .timed(let speed) = self { Int32(clamping: Int64(1500 / speed)) } else { 0 }
  }
}
