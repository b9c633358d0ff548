using System.Xml.Linq;

namespace ArchiveMigration.Tests;

public sealed class ModuleLayoutTests
{
    private static readonly string Bin = Repository.PathOf("module", "bin");

    /// <summary>What is shipped, on purpose: a dependency that comes or goes changes this list, and someone looks at it.</summary>
    private static readonly string[] Approved =
    [
        "ArchiveMigration.Engine.deps.json",
        "ArchiveMigration.Engine.dll",
        "ArchiveMigration.FastTransfer.dll",
        "Azure.Core.dll",
        "CsvHelper.dll",
        "Markdig.dll",
        "Microsoft.Bcl.AsyncInterfaces.dll",
        "Microsoft.Bcl.Cryptography.dll",
        "Microsoft.Data.Sqlite.dll",
        "Microsoft.Extensions.DependencyInjection.Abstractions.dll",
        "Microsoft.Extensions.Logging.Abstractions.dll",
        "Microsoft.Graph.Core.dll",
        "Microsoft.Graph.dll",
        "Microsoft.IO.RecyclableMemoryStream.dll",
        "Microsoft.Identity.Client.dll",
        "Microsoft.IdentityModel.Abstractions.dll",
        "Microsoft.IdentityModel.JsonWebTokens.dll",
        "Microsoft.IdentityModel.Logging.dll",
        "Microsoft.IdentityModel.Protocols.OpenIdConnect.dll",
        "Microsoft.IdentityModel.Protocols.dll",
        "Microsoft.IdentityModel.Tokens.dll",
        "Microsoft.IdentityModel.Validators.dll",
        "Microsoft.Kiota.Abstractions.dll",
        "Microsoft.Kiota.Authentication.Azure.dll",
        "Microsoft.Kiota.Http.HttpClientLibrary.dll",
        "Microsoft.Kiota.Serialization.Form.dll",
        "Microsoft.Kiota.Serialization.Json.dll",
        "Microsoft.Kiota.Serialization.Multipart.dll",
        "Microsoft.Kiota.Serialization.Text.dll",
        "SQLitePCLRaw.batteries_v2.dll",
        "SQLitePCLRaw.core.dll",
        "SQLitePCLRaw.provider.e_sqlite3.dll",
        "Std.UriTemplate.dll",
        "System.ClientModel.dll",
        "System.Formats.Asn1.dll",
        "System.IdentityModel.Tokens.Jwt.dll",
        "System.Memory.Data.dll",
        "System.Security.Cryptography.Pkcs.dll",
        "System.Security.Cryptography.ProtectedData.dll",
        "runtimes/linux-arm64/native/libe_sqlite3.so",
        "runtimes/linux-musl-arm64/native/libe_sqlite3.so",
        "runtimes/linux-musl-x64/native/libe_sqlite3.so",
        "runtimes/linux-x64/native/libe_sqlite3.so",
        "runtimes/osx-arm64/native/libe_sqlite3.dylib",
        "runtimes/osx-x64/native/libe_sqlite3.dylib",
        "runtimes/win/lib/net8.0/System.Security.Cryptography.Pkcs.dll",
        "runtimes/win-arm64/native/e_sqlite3.dll",
        "runtimes/win-x64/native/e_sqlite3.dll",
        "runtimes/win-x86/native/e_sqlite3.dll",
    ];

    [Fact]
    public void Beside_the_root_module_lie_only_our_own_files() => Assert.Equal(
        ["ArchiveMigration.Format.ps1xml", "ArchiveMigration.Loader.dll", "ArchiveMigration.Types.ps1xml", "ArchiveMigration.dll"],
        Files(Bin, SearchOption.TopDirectoryOnly));

    [Theory]
    [InlineData("ArchiveMigration.Format.ps1xml")]
    [InlineData("ArchiveMigration.Types.ps1xml")]
    public void Types_and_views_are_imported_without_blanks_and_say_what_is_written(string name)
    {
        var written = XDocument.Load(Repository.PathOf("module", name)).Root!;
        var imported = XDocument.Load(Path.Combine(Bin, name), LoadOptions.PreserveWhitespace).Root!;

        written.DescendantNodes().OfType<XComment>().Remove();
        Assert.True(XNode.DeepEquals(written, imported), $"module/bin/{name} is not what module/{name} says: build the module again.");
    }

    [Fact]
    public void Dependencies_are_the_approved_ones()
        => Assert.Equal(Approved.Order(StringComparer.Ordinal), Files(Path.Combine(Bin, "dependencies"), SearchOption.AllDirectories));

    private static IEnumerable<string> Files(string folder, SearchOption depth) => Directory
        .EnumerateFiles(folder, "*", depth)
        .Where(file => Path.GetExtension(file) != ".pdb")
        .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);
}
