namespace ArchiveMigration.FastTransfer.Tests.Samples;

/// <summary>The beginnings of real exports that Microsoft's documentation prints, all cut short by their publisher.</summary>
internal static class DocumentationItems
{
    /// <summary>Microsoft Graph documentation, mailbox: exportItems (Exchange Online 15.20.4608).</summary>
    public static byte[] ExchangeOnline { get; } = Convert.FromBase64String(
        """
        AQAAAAgAAAAAAAAAAQAAAAMAAAAYAAAAAQAAAAcDAgAAAAAAwAAAAAAAAEYAJACABAAAAAYAAAAUDwCSghcCAAAAwHsAAAMAFwABAAAAsIQaABIA
        AABJAFAATQAuAE4AbwB0AGUAAAADACYAAAAAAAsAKQAAAAMANgAAAAAAsIQ3AFwAAABB
        """);

    /// <summary>Exchange Web Services documentation, ExportItems operation (Exchange 14.1.139).</summary>
    public static byte[] Exchange2010 { get; } = Convert.FromBase64String(
        """
        AQAAAAgAAAAAAAAAAQAAAAMAAAAYAAAAAQAAAAcDAgAAAAAAwAAAAAAAAEYAJACABAAAAAYAAAABDouAAAACAAAAEiAAAOSECEBbAAAAL089RklSU1Qg
        T1JHQU5JWkFUSU9OL09VPUVYQ0hBTkdFIEFETUlOSVNUUkFUSVZFIEdST1VQIChGWURJQk9IRjIzU1BETFQpL0NOPVJFQ0lQSUVOVFMvQ049AAMAFwAB
        AAAAsIQaABIAAABJAFAATQAuAE4AbwB0AGUAAAALACMAAAALACkAAAADADYAAAAAALCENwAyAAAASQBuAHQAZQByAGUAcwB0AGkAbgBnACAALQAgAGYA
        cgBvAG0AIABFAFcAUwBNAEEAAABAADkAAHZeFxfRygECATsAZQAAAEVYOi9PPUZJUlNUIE9SR0FOSVpBVElPTi9PVT1FWENIQU5HRSBBRE1JTklTVFJB
        VElWRSBHUk9VUCAoRllESUJPSEYyM1NQRExUKS9DTj1SRUNJUElFTlRTL0NOPVVTRVJPTkUAsIQ9AAIAAAAAAAIBPwB+AAAAAAAAANynQMjAQhAatLkI
        ACsv4YIBAAAAAAAAAC9PPUZJUlNUIE9SR0FOSVpBVElPTi9PVT1FWENIQU5H
        """);
}
