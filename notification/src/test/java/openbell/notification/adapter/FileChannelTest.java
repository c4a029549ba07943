package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.SendOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChannelTest extends ChannelContract {
  @TempDir Path folder;

  @Override
  Channel channel() {
    return new FileChannel(folder.resolve("mailbox"));
  }

  @Override
  List<MimeMessage> arrived() throws MessagingException, IOException {
    List<MimeMessage> mails = new ArrayList<>();
    for (Path file : files()) {
      try (InputStream in = Files.newInputStream(file)) {
        mails.add(new MimeMessage(Session.getInstance(new Properties()), in));
      }
    }
    return mails;
  }

  @Test
  void leavesOneFileWhenTheSameMailIsWrittenAgain() throws IOException {
    // Given
    channel().send(email("0a1b2c", "once"));
    // When
    channel().send(email("0a1b2c", "once"));
    // Then
    assertThat(files()).extracting(p -> p.getFileName().toString()).containsExactly("0a1b2c.eml");
  }

  @Test
  void saysNotNowWhenTheFolderCannotBeWritten() throws IOException {
    // Given
    Files.writeString(folder.resolve("mailbox"), "a file stands in the way");
    // When
    SendOutcome outcome = channel().send(email("0a1b2c", "once"));
    // Then
    assertThat(outcome).isInstanceOf(SendOutcome.NotNow.class);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("mailbox"))) {
      return files.sorted().toList();
    }
  }
}
