import Isolation
import XCTest

@testable import LabKit

/// What the kernel's tables say, from texts as kernels have written them.
final class ReaderTests: XCTestCase {
  func testRoutes() {
    let table = """
      Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
      eth0\t00000000\t0202000A\t0003\t0\t0\t0\t00000000\t0\t0\t0
      eth0\t0002000A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
      v1\t000012C6\t00000000\t0001\t0\t0\t0\t0000FEFF\t0\t0\t0
      broken line
      """
    XCTAssertEqual(
      RouteTable.destinations(in: table), ["0.0.0.0/0", "10.0.2.0/24", "198.18.0.0/15"])
    XCTAssertEqual(RouteTable.destinations(in: ""), [])
  }

  func testListeningSockets() {
    let four = """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
         0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0
         1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0
      """
    let six = """
        sl  local_address                         remote_address                        st tx_queue
         0: 00000000000000000000000000000000:0016 00000000000000000000000000000000:0000 0A 00000000
      """
    let udp = """
         sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid
        12: 00000000:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0
      """
    XCTAssertEqual(SocketTable.ports(in: four, state: 0x0A), [8080])
    XCTAssertEqual(SocketTable.ports(in: four, state: 0x01), [50000])
    XCTAssertEqual(SocketTable.ports(in: six, state: 0x0A), [22])
    XCTAssertEqual(SocketTable.ports(in: udp, state: 0x07), [53])
    XCTAssertEqual(SocketTable.ports(in: "", state: 0x0A), [])
  }

  func testSystemVObjects() {
    let shm = """
             key      shmid perms                  size  cpid  lpid nattch   uid   gid  cuid  cgid
            4242          3   666                    64   100   101      2     0     0     0     0
      -559038737          4   600                  4096   100     0      0     0     0     0     0
               x          5
      """
    let all = SystemVObject.all(in: shm)
    XCTAssertEqual(all.map(\.key), [4242, Int32(bitPattern: 0xDEAD_BEEF)])
    XCTAssertEqual(all.map(\.id), [3, 4])
    XCTAssertEqual(all.map(\.attached), [2, 0])
    let sem = "       key      semid perms      nsems   uid\n        17          0   600          1     0\n"
    XCTAssertEqual(SystemVObject.all(in: sem).map(\.attached), [nil])
    XCTAssertEqual(SystemVSubject.number("0xdeadbeef"), Int32(bitPattern: 0xDEAD_BEEF))
    XCTAssertEqual(SystemVSubject.number("-1"), -1)
    for wrong in ["0x", "0x123456789", "key", ""] { XCTAssertNil(SystemVSubject.number(wrong), wrong) }
  }

  func testLocalAddresses() {
    let table = """
      Main:
        +-- 0.0.0.0/0 3 0 5
           |-- 0.0.0.0
              /0 universe UNICAST
           +-- 198.18.7.0/24 2 0 2
              |-- 198.18.7.0
                 /24 link UNICAST
              |-- 198.18.7.1
                 /32 host LOCAL
              |-- 198.18.7.255
                 /32 link BROADCAST
           +-- 127.0.0.0/8 2 0 2
              |-- 127.0.0.0
                 /8 host LOCAL
              |-- 127.0.0.1
                 /32 host LOCAL
      """
    XCTAssertEqual(NetworkSubject.localAddresses(table), ["198.18.7.1", "127.0.0.1"])
  }

  func testLinkNames() {
    let table = """
      Inter-|   Receive                                                |  Transmit
       face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets
          v1: 1000 8 0 0 0 0 0 0 0 0
          lo:       0       0    0    0    0     0          0         0        0       0
      """
    XCTAssertEqual(NetworkSubject.linkNames(table), ["lo", "v1"])
  }

  func testTrackedConnections() {
    let table = """
      ipv4     2 tcp      6 119 TIME_WAIT src=198.18.0.2 dst=198.18.0.1 sport=40000 dport=8080 src=198.18.0.1 \
      dst=198.18.0.2 sport=8080 dport=40000 [ASSURED] mark=0 use=2
      ipv4     2 udp      17 20 src=198.18.0.2 dst=198.18.0.1 sport=40000 dport=8080 [UNREPLIED] mark=0 use=2
      """
    XCTAssertEqual(FirewallSubject.entries(in: table, "tcp", "8080"), 1)
    XCTAssertEqual(FirewallSubject.entries(in: table, "udp", "8080"), 1)
    XCTAssertEqual(FirewallSubject.entries(in: table, "tcp", "808"), 0)
    XCTAssertEqual(FirewallSubject.entries(in: "", "tcp", "8080"), 0)
  }

  func testPropagationAndDeviceOfMounts() throws {
    let lines = [
      ("36 35 0:3 / /proc rw - proc proc rw", "private"),
      ("36 35 0:3 / /proc rw shared:7 - proc proc rw", "shared"),
      ("36 35 0:3 / /proc rw master:7 - proc proc rw", "slave"),
      ("36 35 0:3 / /proc rw shared:8 master:7 propagate_from:2 - proc proc rw", "slave+shared"),
      ("36 35 0:3 / /proc rw unbindable - proc proc rw", "unbindable"),
    ]
    for (line, word) in lines {
      XCTAssertEqual(try XCTUnwrap(MountPoint(line[...])).propagation, word, line)
    }
    let mount = try XCTUnwrap(
      MountPoint("36 35 254:1 /a\\040b /mnt rw,nosuid shared:8 master:7 - ext4 /dev/vda1 rw,errors=x"))
    XCTAssertEqual([mount.peers, mount.master], [8, 7])
    XCTAssertEqual(mount.key, "254:1 /a b /mnt")
    // The same mount in a copy of the table has another id, and the same key.
    let copy = try XCTUnwrap(MountPoint("99 98 254:1 /a\\040b /mnt rw - ext4 /dev/vda1 rw"))
    XCTAssertEqual(copy.key, mount.key)
    XCTAssertNil(MountPoint("36 35 0:3 / /proc rw shared:7"))
  }
}
