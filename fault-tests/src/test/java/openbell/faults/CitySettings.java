package openbell.faults;

import java.util.HashMap;
import java.util.Map;

/// How the programs of a city differ from shipped ones: they wait for nothing long, so that what
/// takes minutes in production takes seconds here.
final class CitySettings {
  static final Map<String, String> IMPATIENT = impatient();

  private CitySettings() {}

  private static Map<String, String> impatient() {
    Map<String, String> settings = new HashMap<>();
    settings.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
    settings.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
    settings.put("OPENBELL_QUEUE_LEASE_FOR", City.LEASE.toSeconds() + "s");
    settings.put("OPENBELL_QUEUE_HEARTBEAT_EVERY", City.BEAT.toSeconds() + "s");
    settings.put("OPENBELL_QUEUE_WAKE_WAIT", "10s");
    settings.put("OPENBELL_QUEUE_DONE_BYTES", "1048576");
    settings.put("OPENBELL_QUEUE_FIRST_DELAY", "1s");
    settings.put("OPENBELL_QUEUE_LONGEST_DELAY", "4s");
    settings.put("OPENBELL_SECURITY_REQUESTS_PER_MINUTE", "100000");
    settings.put("OPENBELL_SCHEDULER_TICK_EVERY", "off");
    settings.put("OPENBELL_SCHEDULER_RECONCILE_EVERY", "1s");
    settings.put("OPENBELL_SCHEDULER_RECONCILE_AFTER", "5s");
    settings.put("OPENBELL_SIGNAL_VOUCH_EVERY", "1s");
    settings.put("OPENBELL_SIGNAL_VOUCH_AFTER", "5s");
    settings.put("OPENBELL_NOTIFICATION_CHANNEL", "smtp");
    settings.put("OPENBELL_NOTIFICATION_SMTP_HOST", "127.0.0.1");
    settings.put("OPENBELL_NOTIFICATION_SMTP_SECURITY", "none");
    settings.put("OPENBELL_NOTIFICATION_CALL_TIMEOUT", "2s");
    settings.put("OPENBELL_NOTIFICATION_SENDS_PER_SECOND", "1000");
    // The manager counts and looks after the queue; the workers are the city's, to be killed.
    settings.put("OPENBELL_MACHINES_FLEET", "inprocess");
    settings.put("OPENBELL_MACHINES_EVERY", "1s");
    return Map.copyOf(settings);
  }
}
