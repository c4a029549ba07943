package openbell.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// TCP ports on the loopback address.
final class Ports {
  private Ports() {}

  /// A port that nobody listened on a moment ago.
  static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StartFailure("no free TCP port on the loopback address", e);
    }
  }

  /// @throws StartFailure when somebody listens on the port, with the way out
  static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the web server will do it: a port in TIME_WAIT is free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new StartFailure(
          """
          Port %d is taken by another program, or may not be used (%s).
          Choose another one:  ./openbell up --port %d
          or set it for good:  export OPENBELL_PORT=%d\
          """
              .formatted(port, e.getMessage(), port + 10, port + 10),
          e);
    }
  }
}
