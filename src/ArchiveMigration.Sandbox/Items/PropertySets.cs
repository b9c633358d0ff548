namespace ArchiveMigration.Sandbox.Items;

/// <summary>The property sets of MS-OXPROPS 1.3.2.</summary>
internal static class PropertySets
{
    public static Guid PublicStrings { get; } = new("00020329-0000-0000-c000-000000000046");

    public static Guid InternetHeaders { get; } = new("00020386-0000-0000-c000-000000000046");

    public static Guid Appointment { get; } = new("00062002-0000-0000-c000-000000000046");

    public static Guid Task { get; } = new("00062003-0000-0000-c000-000000000046");

    public static Guid Address { get; } = new("00062004-0000-0000-c000-000000000046");

    public static Guid Common { get; } = new("00062008-0000-0000-c000-000000000046");

    public static Guid Log { get; } = new("0006200a-0000-0000-c000-000000000046");

    public static Guid Note { get; } = new("0006200e-0000-0000-c000-000000000046");

    public static Guid Meeting { get; } = new("6ed8da90-450b-101b-98da-00aa003f1305");
}
