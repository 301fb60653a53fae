/// The steps of a plan, in their order.
///
/// Each leads to the one before it, so the copies of a plan share them. Plans are short, and a step is soon found; an array
/// would cost more, since the runtime has to make its type first: what no plan needs, no tool should wait for.
public struct Steps: Sendable {
  private final class Place: Sendable {
    let step: Step
    let before: Place?
    init(_ step: Step, after before: Place?) {
      self.step = step
      self.before = before
    }
  }
  private var last: Place?
  public private(set) var count = 0

  init() {}

  mutating func append(_ step: Step) {
    last = Place(step, after: last)
    count += 1
  }
}

extension Steps: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { count }
  public subscript(index: Int) -> Step {
    var place = last
    for _ in (index + 1)..<count { place = place?.before }
    guard let place else { preconditionFailure("there is no step \(index)") }
    return place.step
  }
}

extension Steps: Equatable {
  public static func == (a: Steps, b: Steps) -> Bool { a.elementsEqual(b) }
}
