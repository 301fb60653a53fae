/// EPERM of the owner or parent of a namespace: it is not below one's own user namespace. ioctl_ns(2)
let noParent: Cause = { failure, host in
  guard failure.errno == .notPermitted, failure.step.action is OpenOwner else { return nil }
  return .noParent
}

extension Diagnosis {
  /// Also where it is noticed before anything is done.
  public static let noParent = Diagnosis(
    why: Text(
      en:
        "the user namespace above is your own or lies further out, and the kernel shows only those below your own",
      zh: "上一层就是你所在的用户命名空间或更外层，内核只显示你之下的用户命名空间"))
}
