namespace ArchiveMigration.Engine;

/// <summary>The stable ids of every condition; they are public contract, like a method's name.</summary>
public static class ErrorIds
{
    // Sign-in
    /// <summary>Sign-in was refused; the service code is the AADSTS number.</summary>
    public const string EndpointAuthenticationFailed = nameof(EndpointAuthenticationFailed);
    /// <summary>The import/export API does not exist in that cloud yet.</summary>
    public const string CloudNotAvailable = nameof(CloudNotAvailable);
    /// <summary>The cloud was closed.</summary>
    public const string CloudRetired = nameof(CloudRetired);
    /// <summary>The certificate is missing, has no private key, or is outside its validity.</summary>
    public const string CertificateNotUsable = nameof(CertificateNotUsable);
    /// <summary>A stored secret cannot be decrypted by this account on this machine.</summary>
    public const string SecretNotReadable = nameof(SecretNotReadable);

    // The service
    /// <summary>Signed in, but the application may not do this to this mailbox or directory.</summary>
    public const string PermissionDenied = nameof(PermissionDenied);
    /// <summary>The service kept answering 429 longer than the patience of the run.</summary>
    public const string ServiceThrottled = nameof(ServiceThrottled);
    /// <summary>The service kept answering 5xx.</summary>
    public const string ServiceUnavailable = nameof(ServiceUnavailable);
    /// <summary>The service refused for a reason of its own; see the service code.</summary>
    public const string ServiceError = nameof(ServiceError);
    /// <summary>An answer was cut or is not what the service documents.</summary>
    public const string ServiceAnswerMalformed = nameof(ServiceAnswerMalformed);
    /// <summary>The service pointed to a host that does not belong to the endpoint's cloud.</summary>
    public const string RedirectRefused = nameof(RedirectRefused);
    /// <summary>The service could not be reached.</summary>
    public const string ConnectionFailed = nameof(ConnectionFailed);

    // Mailboxes
    /// <summary>Nobody has that address in the tenant.</summary>
    public const string MailboxNotFound = nameof(MailboxNotFound);
    /// <summary>The mailbox is on-premises, inactive, soft-deleted or unlicensed.</summary>
    public const string MailboxNotReachable = nameof(MailboxNotReachable);
    /// <summary>The user has a mailbox but no in-place archive.</summary>
    public const string ArchiveNotEnabled = nameof(ArchiveNotEnabled);
    /// <summary>The service does not allow this operation on archive mailboxes.</summary>
    public const string ArchiveAccessRefused = nameof(ArchiveAccessRefused);
    /// <summary>The folder is gone.</summary>
    public const string FolderNotFound = nameof(FolderNotFound);
    /// <summary>The destination mailbox is full.</summary>
    public const string QuotaExceeded = nameof(QuotaExceeded);
    /// <summary>The destination folder holds as many items as Exchange allows in one.</summary>
    public const string FolderFull = nameof(FolderFull);

    // Items
    /// <summary>The item is gone.</summary>
    public const string ItemNotFound = nameof(ItemNotFound);
    /// <summary>The service cannot read or will not accept the item's content.</summary>
    public const string ItemCorrupt = nameof(ItemCorrupt);
    /// <summary>The service left the item out of its answers, also when asked for it alone.</summary>
    public const string ItemNotReturned = nameof(ItemNotReturned);
    /// <summary>The item exceeds what the service accepts.</summary>
    public const string ItemTooLarge = nameof(ItemTooLarge);
    /// <summary>The item could not be migrated for another reason.</summary>
    public const string ItemMigrationFailed = nameof(ItemMigrationFailed);
    /// <summary>The answer to an import was lost; the item may or may not be there.</summary>
    public const string ImportUncertain = nameof(ImportUncertain);

    /// <summary>The item was edited at the source after it was copied, but its copy was changed too: it was left as it is.</summary>
    public const string DestinationItemChanged = nameof(DestinationItemChanged);

    /// <summary>A hold or a retention policy keeps the item from being deleted for good.</summary>
    public const string ItemHeld = nameof(ItemHeld);

    /// <summary>The item that we imported is no longer where we put it, under the id that we know.</summary>
    public const string CopyMissing = nameof(CopyMissing);

    // The administrator's objects
    /// <summary>No endpoint of that name.</summary>
    public const string EndpointNotFound = nameof(EndpointNotFound);
    /// <summary>An endpoint of that name exists.</summary>
    public const string EndpointExists = nameof(EndpointExists);
    /// <summary>A project uses the endpoint.</summary>
    public const string EndpointInUse = nameof(EndpointInUse);
    /// <summary>No project of that name.</summary>
    public const string ProjectNotFound = nameof(ProjectNotFound);
    /// <summary>A project of that name exists.</summary>
    public const string ProjectExists = nameof(ProjectExists);
    /// <summary>A project cannot be written where it was asked for.</summary>
    public const string ProjectFileNotWritable = nameof(ProjectFileNotWritable);
    /// <summary>A file is no project, of a newer version, or has a field that is not known.</summary>
    public const string ProjectFileNotReadable = nameof(ProjectFileNotReadable);
    /// <summary>The project lacks an endpoint or users.</summary>
    public const string ProjectIncomplete = nameof(ProjectIncomplete);
    /// <summary>No such user in the project.</summary>
    public const string UserNotFound = nameof(UserNotFound);
    /// <summary>The user is in the project already.</summary>
    public const string UserExists = nameof(UserExists);
    /// <summary>The input has no address for the user.</summary>
    public const string UserAddressMissing = nameof(UserAddressMissing);
    /// <summary>Rows of a list of users were left out; the others were added.</summary>
    public const string UserRowsLeftOut = nameof(UserRowsLeftOut);
    /// <summary>No such recipient in the project.</summary>
    public const string RecipientNotFound = nameof(RecipientNotFound);
    /// <summary>The project has the legacyExchangeDN with another address.</summary>
    public const string RecipientExists = nameof(RecipientExists);
    /// <summary>A value cannot be used.</summary>
    public const string InvalidArgument = nameof(InvalidArgument);
    /// <summary>More items failed than the project allows.</summary>
    public const string TooManyErrors = nameof(TooManyErrors);
    /// <summary>A run was asked to stop and has not in time.</summary>
    public const string StopNotHeard = nameof(StopNotHeard);

    // Proofs
    /// <summary>A proof cannot be written where it was asked for.</summary>
    public const string ProofFileNotWritable = nameof(ProofFileNotWritable);
    /// <summary>A proof or its signature cannot be read.</summary>
    public const string ProofFileNotReadable = nameof(ProofFileNotReadable);

    // Reports
    /// <summary>A report cannot be written where it was asked for.</summary>
    public const string ReportFileNotWritable = nameof(ReportFileNotWritable);

    // Mail
    /// <summary>Whether a mail was sent is not known.</summary>
    public const string MailUncertain = nameof(MailUncertain);
    /// <summary>A mail is larger than the service takes.</summary>
    public const string MailTooLarge = nameof(MailTooLarge);
    /// <summary>A mail template names a field that there is not, or one that has no value.</summary>
    public const string TemplateFieldUnknown = nameof(TemplateFieldUnknown);
    /// <summary>A mail template cannot be read.</summary>
    public const string TemplateNotReadable = nameof(TemplateNotReadable);

    // The local store
    /// <summary>Another run or process holds the store.</summary>
    public const string StoreInUse = nameof(StoreInUse);
    /// <summary>The store was written by a newer version.</summary>
    public const string StoreTooNew = nameof(StoreTooNew);
    /// <summary>The store cannot be opened, read or written.</summary>
    public const string StoreNotUsable = nameof(StoreNotUsable);
    /// <summary>The disk that holds the store is full.</summary>
    public const string StoreFull = nameof(StoreFull);
}
