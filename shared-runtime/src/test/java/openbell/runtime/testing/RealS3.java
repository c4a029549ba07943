package openbell.runtime.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A real S3 API server, s3proxy, as a process on a free loopback port.
///
/// Its jar is looked for at the system property `openbell.s3proxy`.
public final class RealS3 implements AutoCloseable {
  public static final String USER = "test";
  public static final String SECRET = "testtest";

  private static final Duration START_WITHIN = Duration.ofSeconds(30);

  private static @Nullable RealS3 shared;

  private final Process process;
  private final URI endpoint;

  private RealS3(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /// One server for all test classes of a Java machine; a bucket of its own keeps a test apart. It
  /// ends with the machine.
  public static synchronized RealS3 shared() {
    RealS3 server = shared;
    if (server == null) {
      server = start();
      shared = server;
    }
    return server;
  }

  public static RealS3 start() {
    try {
      Path folder = Files.createTempDirectory("openbell-s3");
      int port = freePort();
      URI endpoint = URI.create("http://127.0.0.1:" + port);
      Path settings = folder.resolve("s3proxy.conf");
      Files.writeString(
          settings,
          """
          s3proxy.endpoint=%s
          s3proxy.authorization=aws-v2-or-v4
          s3proxy.identity=%s
          s3proxy.credential=%s
          jclouds.provider=transient-nio2
          jclouds.identity=x
          jclouds.credential=x
          """
              .formatted(endpoint, USER, SECRET));
      Process process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-Xmx128m",
                      "-XX:+UseSerialGC",
                      // It lives for seconds: the quick compiler is ready sooner.
                      "-XX:TieredStopAtLevel=1",
                      "-Xshare:auto",
                      "-jar",
                      jar(),
                      "--properties",
                      settings.toString()))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      awaitPort(process, port, folder.resolve("log"));
      return new RealS3(process, endpoint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes an empty bucket.
  public void createBucket(String name) {
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.of("auto"))
            .forcePathStyle(true)
            .httpClientBuilder(Apache5HttpClient.builder())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(USER, SECRET)))
            .build()) {
      client.createBucket(request -> request.bucket(name));
    }
  }

  /// It wants {@link #USER} and {@link #SECRET}.
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String jar() {
    String jar = System.getProperty("openbell.s3proxy", "target/s3proxy.jar");
    if (!new File(jar).isFile()) {
      throw new IllegalStateException("the S3 server for tests is not there: " + jar);
    }
    return jar;
  }

  private static void awaitPort(Process process, int port, Path log) throws IOException {
    Instant end = Instant.now().plus(START_WITHIN);
    while (!accepts(port)) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        process.destroyForcibly();
        throw new IllegalStateException("s3proxy did not start: " + Files.readString(log));
      }
      Thread.onSpinWait();
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
