namespace ArchiveMigration.Engine.Exchange.Authentication;

/// <summary>What a number of Entra ID means for an administrator who sets up a migration.</summary>
/// <param name="Meaning">What is wrong, to be read after "the sign-in was refused: ".</param>
/// <param name="Remedy">What to do; <c>{consent}</c>, <c>{client}</c>, <c>{tenant}</c>, <c>{cloud}</c> and the permissions of <c>{source}</c> and <c>{destination}</c> are filled in.</param>
/// <param name="IsTransient">Whether trying again is enough.</param>
internal sealed record AadError(string Meaning, string Remedy, bool IsTransient = false);
