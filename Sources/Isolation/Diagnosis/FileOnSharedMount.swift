/// EINVAL of keeping a mount namespace under the name of a file: a mount that is shared would carry
/// it into the very namespace it stands for. mount_namespaces(7)
let fileOnSharedMount: Cause = { failure, host in
  guard failure.errno == .invalid, let mount = failure.step.action as? Mount,
    case .proc("ns/mnt", _) = mount.source, mount.target.text.hasPrefix("/"),
    let holder = host.mounts.mount(holding: mount.target.text), let peers = holder.peers
  else { return nil }
  let directory = mount.target.text.split(separator: "/").dropLast().map { "/" + $0 }.joined()
  let place = directory.isEmpty ? "/" : directory
  return Diagnosis(
    why: Text(
      en:
        "\(mount.target.text) lies on \(holder.path), a shared mount (shared:\(peers)); the file of a mount "
        + "namespace can be kept on a private one only",
      zh: "\(mount.target.text) 位于共享挂载 \(holder.path)（shared:\(peers)）上；挂载命名空间的文件只能保留在私有挂载上"),
    cures: [.command("mount --bind \(place) \(place) && mount --make-private \(place)")])
}
