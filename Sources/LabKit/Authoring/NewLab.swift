internal import CLinux
internal import Isolation

/// A lab to begin from: a small true experiment, in both languages, to be changed into another.
public struct NewLab: Sendable {
  public let id: String
  public let number: Int
  /// The folder to be made.
  public let folder: String

  /// Nil for an id that is no name.
  public init?(id: String, number: Int, in labs: String) {
    let isPlain = id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    guard isPlain, !id.isEmpty, !id.hasPrefix("-"), id.utf8.count <= 60 else { return nil }
    self.id = id
    self.number = number
    folder = "\(labs)/\(number < 10 ? "0" : "")\(number)-\(id)"
  }

  /// Makes the folder and its files; an existing one is left alone.
  public func write() throws(LabError) {
    let made = unsafe cl_mkdir(folder, 0o755)
    guard made >= 0 else { throw .kernel(KernelError("mkdir(\"\(folder)\")", Errno(-made))) }
    try put(Self.lab(id, number), to: folder + "/lab.yaml")
    try put(Self.english(id), to: folder + "/guide.en.md")
    try put(Self.chinese(id), to: folder + "/guide.zh.md")
    _ = try Translation(.chinese, of: folder).confirm()
  }
}

extension NewLab {
  private static func lab(_ id: String, _ number: Int) -> String {
    """
    # What is done, and what the kernel must show. All texts are in the guides beside this file.
    # What every field means: docs/authoring.md. To try: lab lint FOLDER, then lab test --labs DIR \(id)
    format: 1
    id: \(id)
    number: \(number)
    # The statements that it shows: ids of claims.txt beside the labs, where there is one.
    claims: [uts.domain]
    minutes: 5
    # Without these a host cannot run it. hostname(1) brings domainname along.
    needs: [user-namespace, {command: domainname}]
    # What is made before the learner acts: a wrong turn then hurts nothing.
    scene:
      namespaces: [uts]
    # Drawn anew for each learner, so that one cannot copy another's answer.
    draw:
      name: {word: 5}

    steps:
      - id: set-inside
        # Asked before anything is typed. The sentences of the choices are in the guides.
        predict: {choices: [both, inside-only], answer: inside-only}
        # The solution: lab test and lab demo type it, the learner never sees it.
        run:
          - {shell: outside, type: ns-unshare --uts sh, opens: inside}
          - {shell: inside, type: 'domainname ${name}'}
          - {shell: outside, type: domainname, looks: true}
        checks:
          # Found by what it is, not by what was typed: any tool that makes one will do.
          - let: inner
            be: {namespace: uts, held-by: session, not: [outside]}
          # Unmet before the step, met after it.
          - expect: {domainname: '${name}', in: inner}
          # True before and after; the text ### set-outside is said where it is not.
          - keep: {domainname: as-at-activation, in: outside}
            broken: set-outside
        # The learner looks first and says what was seen; without this the next step begins at once.
        observe: {choices: predict}

    """
  }

  private static func english(_ id: String) -> String {
    """
    # A new lab: \(id)

    A UTS namespace holds a second name beside the host name: the NIS domain name.

    ## set-inside
    In a shell in a new UTS namespace, set the domain name to `${name}` with `domainname`. Then read it
    there and outside.

    ### predict
    Where can the new domain name be read afterwards?
    - both: in both shells. *That would take one name for the whole machine.*
    - inside-only: in the inner shell. *Right: it belongs to the UTS namespace, as the host name does.*
    ### set-outside
    The domain name *outside* has changed. Set it back there, and try again in the inner shell.
    ### hint-1
    The host name and the domain name live in the same kind of namespace.
    ### hint-2
    `ns-unshare --uts sh`, then `domainname ${name}`.
    ### why
    setdomainname(2) writes a field of which every UTS namespace has its own. See uts_namespaces(7).

    ## docker
    `docker run --domainname` sets it.

    """
  }

  private static func chinese(_ id: String) -> String {
    """
    # 新实验：\(id)

    除了主机名，UTS 命名空间里还有第二个名字：NIS 域名。

    ## set-inside
    在新的 UTS 命名空间里启动一个 shell，用 `domainname` 把域名设为 `${name}`，
    再分别在里面和外面读取。

    ### predict
    之后在哪里能读到新的域名？
    - both: 两个 shell 都能。*整台机器只有一个域名时才会这样。*
    - inside-only: 只有里面的 shell 能。*对，和主机名一样，域名属于 UTS 命名空间。*
    ### set-outside
    外面的域名变了。请在外面改回来，再到里面的 shell 中重做。
    ### hint-1
    主机名和域名属于同一种命名空间。
    ### hint-2
    先运行 `ns-unshare --uts sh`，再运行 `domainname ${name}`。
    ### why
    setdomainname(2) 写入的字段，每个 UTS 命名空间各有一份。参见 uts_namespaces(7)。

    ## docker
    `docker run --domainname` 设置的就是它。

    """
  }
}
