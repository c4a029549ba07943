package openbell.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Brings the class files of a library to a format that the JVM keeps in its cache. It keeps none
/// from before Java 6 (version 50), because those are verified in another way; picocli's are from
/// Java 5. The launcher runs it after a build.
public final class NewerClassFiles {
  private static final int FIRST_KEPT = 50;

  /// Java 8: the oldest format that javac 25 itself still writes.
  private static final int WRITTEN = 52;

  private static final String NOTICE = "META-INF/REWRITTEN";

  private final ClassFile files;

  private NewerClassFiles(ClassLoader library) {
    ClassHierarchyResolver types =
        ClassHierarchyResolver.ofResourceParsing(library)
            .orElse(ClassHierarchyResolver.defaultResolver())
            .cached();
    this.files =
        ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(types));
  }

  /// @param arguments a jar, and the one to write; it is not written when nothing in it is old
  public static void main(String[] arguments) throws IOException {
    rewrite(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  /// @return false when nothing was to be done, and nothing was written
  static boolean rewrite(Path from, Path to) throws IOException {
    try (ZipFile jar = new ZipFile(from.toFile());
        URLClassLoader library = new URLClassLoader(new URL[] {from.toUri().toURL()})) {
      if (jar.getEntry(NOTICE) != null) {
        return false;
      }
      NewerClassFiles newer = new NewerClassFiles(library);
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
        for (Enumeration<? extends ZipEntry> all = jar.entries(); all.hasMoreElements(); ) {
          ZipEntry entry = all.nextElement();
          put(out, entry.getName(), newer.bytes(jar, entry));
        }
        // The licence wants changed files to say so.
        String notice =
            "Openbell's build wrote the class files anew in the format of Java 8."
                + " What they do is unchanged.\n";
        put(out, NOTICE, notice.getBytes(StandardCharsets.UTF_8));
      }
      return true;
    }
  }

  private byte[] bytes(ZipFile jar, ZipEntry entry) throws IOException {
    byte[] bytes;
    try (InputStream in = jar.getInputStream(entry)) {
      bytes = in.readAllBytes();
    }
    if (!entry.getName().endsWith(".class")) {
      return bytes;
    }
    ClassModel old = files.parse(bytes);
    if (old.majorVersion() >= FIRST_KEPT) {
      return bytes;
    }
    ClassTransform version =
        (builder, element) ->
            builder.with(
                element instanceof ClassFileVersion ? ClassFileVersion.of(WRITTEN, 0) : element);
    // A method that is handed on as it is would get no stack maps.
    return files.transformClass(
        old, version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
  }

  private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    // The same jar makes the same jar.
    entry.setTime(0);
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }
}
