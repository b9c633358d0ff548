using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArchiveMigration.Sandbox.Entra;

/// <summary>The compact form of a signed JSON Web Token (RFC 7515): three base64url parts joined by dots.</summary>
internal static class JsonWebToken
{
    public static string Sign(JsonObject header, JsonObject payload, RSA key)
    {
        var signed = $"{Encode(header)}.{Encode(payload)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>A token that nobody checks, such as the id token of a public client.</summary>
    public static string Unsigned(JsonObject payload) => $"{Encode(new JsonObject { ["alg"] = "none", ["typ"] = "JWT" })}.{Encode(payload)}.";

    /// <summary>Splits a token without checking its signature; null when it is not one.</summary>
    public static (JsonObject Header, JsonObject Payload, byte[] SignedBytes, byte[] Signature)? Parse(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(Base64Url.DecodeFromChars(parts[0])) is JsonObject header
                && JsonNode.Parse(Base64Url.DecodeFromChars(parts[1])) is JsonObject payload
                ? (header, payload, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]))
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
