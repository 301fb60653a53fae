/// The version of all tools of Container Anatomy.
public let version = "0.1.0"
