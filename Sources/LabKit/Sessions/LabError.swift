public import Isolation

/// Why a lab cannot go on.
public enum LabError: Error, Sendable {
  case format(FormatError)
  /// A step of a plan of the lab itself failed.
  case failed(Failure)
  case kernel(KernelError)
  case other(Text)
}
