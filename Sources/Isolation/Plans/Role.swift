/// A process of a plan. The first is there already, others begin at a `Fork` step.
public struct Role: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let description: String
  public init(stringLiteral name: String) { description = name }

  /// The process that runs the plan.
  public static let caller: Role = "caller"
  /// The process that the command runs in, where that is not the caller.
  public static let child: Role = "child"
  /// A process that stays outside, for what cannot be done from within.
  public static let helper: Role = "helper"
}
