namespace NavSeal.Server.Identity;

/// <summary>The steps by which the tables of users came to be. Only forward: a step that was delivered is never changed.</summary>
internal static class UserMigrations
{
    private const string Tables = """
        CREATE TABLE "Users" (
            "Id" TEXT NOT NULL PRIMARY KEY, "DisplayName" TEXT NOT NULL, "Language" TEXT NULL, "Zone" TEXT NULL, "Theme" TEXT NULL,
            "LockedAt" INTEGER NULL, "MustChangePassword" INTEGER NOT NULL, "ProtectedSecret" TEXT NULL, "LastStep" INTEGER NOT NULL,
            "RecoveryCodes" TEXT NOT NULL, "UserName" TEXT NULL, "NormalizedUserName" TEXT NULL, "Email" TEXT NULL,
            "NormalizedEmail" TEXT NULL, "EmailConfirmed" INTEGER NOT NULL, "PasswordHash" TEXT NULL, "SecurityStamp" TEXT NULL,
            "ConcurrencyStamp" TEXT NULL, "PhoneNumber" TEXT NULL, "PhoneNumberConfirmed" INTEGER NOT NULL,
            "TwoFactorEnabled" INTEGER NOT NULL, "LockoutEnd" INTEGER NULL, "LockoutEnabled" INTEGER NOT NULL,
            "AccessFailedCount" INTEGER NOT NULL);
        CREATE UNIQUE INDEX "UserNameIndex" ON "Users" ("NormalizedUserName");
        CREATE INDEX "EmailIndex" ON "Users" ("NormalizedEmail");
        CREATE TABLE "Roles" (
            "Id" TEXT NOT NULL PRIMARY KEY, "Name" TEXT NULL, "NormalizedName" TEXT NULL, "ConcurrencyStamp" TEXT NULL);
        CREATE UNIQUE INDEX "RoleNameIndex" ON "Roles" ("NormalizedName");
        CREATE TABLE "UserRoles" (
            "UserId" TEXT NOT NULL REFERENCES "Users" ("Id") ON DELETE CASCADE,
            "RoleId" TEXT NOT NULL REFERENCES "Roles" ("Id") ON DELETE CASCADE, PRIMARY KEY ("UserId", "RoleId"));
        CREATE TABLE "UserClaims" (
            "Id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "UserId" TEXT NOT NULL REFERENCES "Users" ("Id") ON DELETE CASCADE,
            "ClaimType" TEXT NULL, "ClaimValue" TEXT NULL);
        CREATE TABLE "UserLogins" (
            "LoginProvider" TEXT NOT NULL, "ProviderKey" TEXT NOT NULL, "ProviderDisplayName" TEXT NULL,
            "UserId" TEXT NOT NULL REFERENCES "Users" ("Id") ON DELETE CASCADE, PRIMARY KEY ("LoginProvider", "ProviderKey"));
        CREATE TABLE "UserTokens" (
            "UserId" TEXT NOT NULL REFERENCES "Users" ("Id") ON DELETE CASCADE, "LoginProvider" TEXT NOT NULL, "Name" TEXT NOT NULL,
            "Value" TEXT NULL, PRIMARY KEY ("UserId", "LoginProvider", "Name"));
        CREATE TABLE "RoleClaims" (
            "Id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "RoleId" TEXT NOT NULL REFERENCES "Roles" ("Id") ON DELETE CASCADE,
            "ClaimType" TEXT NULL, "ClaimValue" TEXT NULL);
        CREATE TABLE "ApiKeys" (
            "Id" TEXT NOT NULL PRIMARY KEY, "UserId" TEXT NOT NULL REFERENCES "Users" ("Id") ON DELETE CASCADE, "Name" TEXT NOT NULL,
            "SecretHash" BLOB NOT NULL, "Scopes" TEXT NOT NULL, "MadeAt" INTEGER NOT NULL, "ExpiresAt" INTEGER NOT NULL,
            "RevokedAt" INTEGER NULL, "LastUsedAt" INTEGER NULL);
        CREATE INDEX "IX_ApiKeys_UserId" ON "ApiKeys" ("UserId");
        CREATE TABLE "SignIns" (
            "Id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "At" INTEGER NOT NULL, "Event" TEXT NOT NULL, "UserId" TEXT NULL,
            "Name" TEXT NOT NULL, "By" TEXT NOT NULL, "Address" TEXT NOT NULL, "Client" TEXT NOT NULL, "Detail" TEXT NOT NULL,
            "Hash" BLOB NOT NULL);
        """;

    /// <summary>The audit only grows: no line is changed, and only its beginning can go, when its time of keeping is over.</summary>
    private const string AppendOnly = """
        CREATE TRIGGER "SignIns_are_not_changed" BEFORE UPDATE ON "SignIns"
        BEGIN SELECT RAISE(ABORT, 'the audit of sign-ins only grows'); END;
        CREATE TRIGGER "SignIns_go_from_the_beginning" BEFORE DELETE ON "SignIns"
        WHEN EXISTS (SELECT 1 FROM "SignIns" WHERE "Id" < OLD."Id")
        BEGIN SELECT RAISE(ABORT, 'the audit of sign-ins only grows'); END;
        """;

    /// <summary>What a user belongs to, and what a line of the audit is about.</summary>
    private const string Belonging = """
        ALTER TABLE "Users" ADD COLUMN "Office" TEXT NULL;
        ALTER TABLE "Users" ADD COLUMN "Organisation" TEXT NULL;
        ALTER TABLE "Users" ADD COLUMN "State" TEXT NULL;
        ALTER TABLE "SignIns" ADD COLUMN "Subject" TEXT NOT NULL DEFAULT '';
        CREATE INDEX "IX_SignIns_Subject" ON "SignIns" ("Subject", "Id") WHERE "Subject" <> '';
        """;

    /// <summary>The certificates by which people sign.</summary>
    private const string Certificates = """
        CREATE TABLE "Certificates" (
            "Fingerprint" TEXT NOT NULL PRIMARY KEY, "UserId" TEXT NOT NULL REFERENCES "Users" ("Id") ON DELETE CASCADE,
            "Name" TEXT NOT NULL, "PersonNumber" TEXT NULL, "ExpiresAt" INTEGER NOT NULL, "EnrolledAt" INTEGER NOT NULL,
            "WithdrawnAt" INTEGER NULL);
        CREATE INDEX "IX_Certificates_UserId" ON "Certificates" ("UserId");
        """;

    /// <summary>Step n leads from version n to n + 1.</summary>
    public static IReadOnlyList<string> All { get; } = [Tables + AppendOnly, Belonging, Certificates];
}
