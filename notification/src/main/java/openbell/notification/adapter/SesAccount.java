package openbell.notification.adapter;

import java.lang.System.Logger.Level;
import java.util.Optional;
import openbell.notification.deliver.Account;
import openbell.notification.deliver.Bucket;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.GetAccountResponse;
import software.amazon.awssdk.services.sesv2.model.SendQuota;

/// Asks Amazon SES for the account's limits; needs `ses:GetAccount`.
public final class SesAccount implements Account {
  private static final System.Logger LOG = System.getLogger(SesAccount.class.getName());

  private final SesV2Client client;

  public SesAccount(SesV2Client client) {
    this.client = client;
  }

  @Override
  public Optional<Bucket.Limits> limits() {
    try {
      GetAccountResponse account = client.getAccount(_ -> {});
      SendQuota quota = account.sendQuota();
      if (quota == null || quota.maxSendRate() == null || quota.maxSendRate() <= 0) {
        return Optional.empty();
      }
      return Optional.of(
          new Bucket.Limits(
              quota.maxSendRate(),
              quota.max24HourSend() == null ? -1 : quota.max24HourSend(),
              quota.sentLast24Hours() == null ? 0 : quota.sentLast24Hours()));
    } catch (SdkException e) {
      LOG.log(Level.WARNING, "SES does not say what it allows: {0}", e.getMessage());
      return Optional.empty();
    }
  }
}
