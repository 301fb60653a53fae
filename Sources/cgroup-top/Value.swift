import Console
import Isolation

/// What a group has in a column.
enum Value: Equatable {
  /// Not 0: not there.
  case none
  case count(UInt64)
  case bytes(UInt64)
  case bytesPerSecond(Double)
  case percent(Double)
  case microseconds(UInt64)
  /// No bound.
  case unlimited
  case word(String)

  init(_ count: UInt64?) { self = count.map { .count($0) } ?? .none }
  init(bytes: UInt64?) { self = bytes.map { .bytes($0) } ?? .none }
  init(perSecond: Double?) { self = perSecond.map { .bytesPerSecond($0) } ?? .none }
  init(hundredths: UInt32?) { self = hundredths.map { .percent(Double($0) / 100) } ?? .none }
  init(share: Double?) { self = share.map { .percent($0 * 100) } ?? .none }
  init(bytes limit: Limit?) { self = limit.map { $0.number.map { .bytes($0) } ?? .unlimited } ?? .none }

  /// What it is compared by; nil for what is not there.
  var number: Double? {
    switch self {
    case .none, .word: nil
    case .count(let number), .bytes(let number): Double(number)
    case .bytesPerSecond(let number), .percent(let number): number
    case .microseconds(let number): Double(number) / 1e6
    case .unlimited: .infinity
    }
  }

  /// For a person.
  var human: String {
    switch self {
    case .none: "-"
    case .count(let number): number < 100_000 ? String(number) : Double(number).human
    case .bytes(let number): Double(number).human
    case .bytesPerSecond(let number): number.human
    case .percent(let number): number < 999.95 ? number.fixed(1) : number.fixed(0)
    case .microseconds(let number):
      number < 1_000_000_000 ? (Double(number) / 1e6).fixed(2) : (Double(number) / 1e6).fixed(0)
    case .unlimited: "max"
    case .word(let word): word
    }
  }

  /// For a program: bytes, seconds and per cent as they are. `none`: what stands for what is not there.
  func exact(_ none: String) -> String {
    switch self {
    case .none: none
    case .count(let number), .bytes(let number): String(number)
    case .bytesPerSecond(let number): number.fixed(0)
    case .percent(let number): number.fixed(2)
    case .microseconds(let number): (Double(number) / 1e6).fixed(6)
    case .unlimited: "max"
    case .word(let word): word
    }
  }

  /// For a filter.
  var cell: Cell {
    switch self {
    case .none: .none
    case .count(let number), .bytes(let number): .number(number)
    case .word(let word): Cell(word)
    default: number.map { .real($0) } ?? .none
    }
  }

  var json: JSON {
    switch self {
    case .none: .null
    case .count(let number), .bytes(let number): .number(number)
    case .bytesPerSecond(let number): .fixed(number, digits: 0)
    case .percent(let number): .fixed(number, digits: 2)
    case .microseconds(let number): .fixed(Double(number) / 1e6, digits: 6)
    case .unlimited: .string("max")
    case .word(let word): .string(word)
    }
  }
}
