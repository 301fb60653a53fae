import Foundation
import TestSupport
import XCTest

/// Predicates and finders that need namespaces: met by the right commands, unmet by wrong ones.
final class VocabularyTests: VocabularyCase {
  /// Keys live in an IPC namespace; absence counts after presence.
  func testSystemVKeys() throws {
    try needs("perl", "ipcrm")
    // shmat(2) has no name in perl.
    #if arch(arm64)
      let attach = 196
    #else
      let attach = 30
    #endif
    let text = """
      needs: [user-namespace]
      scene: {namespaces: [ipc]}
      draw: {key: {hex: 7, free: sysv-key}, name: {word: 6}}
      steps:
        - id: made
          run:
            - {shell: outside, type: ns-unshare --ipc sh, opens: inside}
            - {shell: inside, type: 'perl -e ''shmwrite(shmget(${key}, 64, 01600), "${name}", 0, 64)'''}
            - {shell: inside, type: 'perl -e ''semget(${key}, 1, 01600)'''}
            - {shell: inside, type: 'perl -e ''$| = 1; syscall(\(attach), shmget(${key}, 0, 0), 0, 0); sleep 100'' &', background: true}
          checks:
            - {let: inner, be: {namespace: ipc, held-by: session, not: [outside]}}
            - {let: reader, be: {process: session, maps-sysv-key: '${key}'}}
            - expect: {sysv-key: '${key}', kind: shm, in: inner}
            - expect: {sysv-key: '${key}', kind: sem, in: inner}
            - expect: {sysv-key: '${key}', kind: shm, in: inner, text: '${name}'}
            - expect: {sysv-key: '${key}', kind: shm, in: inner, attached: 1}
            - keep: {sysv-key: '${key}', kind: shm, in: outside, present: false}
        - id: removed
          run:
            - {shell: inside, type: 'kill ${reader.nspid}; ipcrm -M ${key}'}
          checks:
            - expect: {sysv-key: '${key}', kind: shm, in: inner, present: false}
              seen-first: {sysv-key: '${key}', kind: shm, in: inner}
            - keep: {sysv-key: '${key}', kind: sem, in: inner}

      """
    try holds(text)
    let other = "0x7fff0123"
    try fails(
      text, with: ["shmget(${key}, 64": "shmget(\(other), 64", "semget(${key}": "semget(\(other)"],
      saying: [
        "reader:", "the shm object with key", "the sem object with key", "the text under key",
        "how often key",
      ])
    try fails(
      text, with: ["ipcrm -M": "ipcrm -S"], saying: ["the shm object with key", "the sem object with key"])
  }

  func testLinksAddressesRoutesAndSockets() throws {
    try onTheHostOnly()
    try needs("ip", "busybox")
    let text = """
      needs: [user-namespace]
      scene: {namespaces: [net]}
      draw: {port: {free: tcp-port}, net: {free: route, from: 198.18.0.0/15}}
      steps:
        - id: joined
          run:
            - {shell: outside, type: ns-unshare --net sh, opens: inside}
            - {shell: outside, type: 'ip link add v0 type veth peer name v1 netns ${inner.pid} && ip link set v0 up'}
            - {shell: inside, type: 'ip addr add ${net.2}/24 dev v1 && ip link set v1 up'}
            - {shell: inside, type: 'busybox nc -l -p ${port} > /dev/null &', background: true}
          checks:
            - {let: inner, be: {namespace: net, held-by: session, not: [outside]}}
            - expect: {links: {matches: '(^| )v1$'}, in: inner}
            - expect: {link: v1, in: inner}
            - expect: {link: v1, in: inner, state: up}
            - expect: {address: '${net.2}', in: inner}
            - expect: {route: '${net}', in: inner}
            - expect: {listening: 'tcp/${port}', in: inner}
            - keep: {listening: 'tcp/${port}', in: outside, present: false}
        - id: parted
          run:
            - {shell: outside, type: ip link del v0}
          checks:
            - expect: {link: v1, in: inner, present: false}
            - expect: {route: '${net}', in: inner, present: false}
            - expect: {address: '${net.2}', in: inner, present: false}

      """
    try holds(text)
    try fails(
      text, with: ["${net.2}/24": "203.0.113.9/24", "set v1 up": "set v1 down", "-p ${port}": "-p 9"],
      saying: ["the address", "the route", "the state of the link v1", "a socket that listens"])
    try fails(
      text, with: ["ip link del v0": "ip link set v0 name w0"],
      saying: ["the link v1", "the address", "the route"])
  }

  /// Where the program is not there to look with, nobody knows.
  func testRulesOfFirewalls() throws {
    try onTheHostOnly()
    let words = [("nft-rule", "nft"), ("iptables-rule", "iptables-save")].filter { program($0.1) == nil }
    if !words.isEmpty {
      let checks = words.map { "          - expect: {\($0.0): '4242', in: outside}\n" }.joined()
      let text = "needs: [user-namespace]\nscene: {namespaces: [net]}\nsteps:\n  - id: one\n    checks:\n"
      let ran = try perform(text + checks, patience: 100)
      for (_, command) in words {
        XCTAssertTrue(ran.output.contains("there is no program \"\(command)\" to look with"), ran.output)
      }
    }
    guard program("nft") != nil else { return }
    let text = """
      needs: [user-namespace]
      scene: {namespaces: [net]}
      draw: {port: {free: tcp-port}}
      steps:
        - id: one
          run:
            - {shell: outside, type: 'nft add table ip t && nft add chain ip t c && nft add rule ip t c tcp dport ${port} drop'}
          checks:
            - expect: {nft-rule: '${port}', in: outside}

      """
    try holds(text)
    try fails(text, with: ["dport ${port}": "dport 9"], saying: ["the number of rules"])
  }

  func testAChroot() throws {
    try onTheHostOnly()
    let text = """
      needs: [user-namespace]
      scene: {namespaces: [mnt], make: [{directory: '${scene}/new'}, {directory: '${scene}/new/home'}]}
      steps:
        - id: entered
          run:
            - {shell: outside, type: 'cd ${scene}/new && mkdir usr && mount --bind /usr usr && ln -s usr/bin usr/lib usr/lib64 .'}
            - {shell: outside, type: 'chroot ${scene}/new sh -c "cd /home; exec sleep 1000" &', background: true}
          checks:
            - {let: bound, be: {mount: any, in: outside, at: '${scene}/new/usr'}}
            - {let: worker, be: {process: session, named: sleep}}
            - {let: jailed, be: {process: session, root: '${scene}/new', cwd: '${scene}/new/home'}}
            - expect: {root: '${scene}/new', of: worker}
            - expect: {cwd: '${scene}/new/home', of: worker}
            - expect: {file: /home, in: worker}
            - expect: {file: /new, in: worker, present: false}
            - keep: {root: /, of: outside}

      """
    try holds(text)
    try fails(
      text, with: ["chroot ${scene}/new sh -c \"cd /home;": "sh -c \"cd /usr;"],
      saying: ["jailed:", "whether the root directory of worker", "whether the working directory of worker"])
  }
}
