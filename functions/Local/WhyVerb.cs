using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Functions.Stitch;
using Pinstitch.Land;
using Pinstitch.Local.CommandLine;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Local;

/// <summary>Shows the evidence that makes two identifiers one person's, or the guard rail that keeps them apart; of one identifier, the whole person.</summary>
internal sealed class WhyVerb() : Verb("why", "Show why two identifiers are one person's or are not, with the evidence; of one identifier, whose it is")
{
    private static readonly Argument<string> One = new("identifier") { Description = "Such as email:anna@shop.example, customer_id:1001 or pseudonym:email:… with 32 hex digits" };
    private static readonly Argument<string?> Two = new("other") { Description = "Another identifier", Arity = ArgumentArity.ZeroOrOne };

    public override void Define(Command command)
    {
        command.Add(One);
        command.Add(Two);
    }

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        var names = new[] { context.Parse.GetValue(One), context.Parse.GetValue(Two) }.OfType<string>().ToList();
        foreach (var mistake in names.Select(NamedIdentifier.Mistake).OfType<string>())
        {
            await context.Output.WriteLineAsync(mistake);
            return 1;
        }

        await context.StartHostAsync(HostParts.Storage, cancellation);
        var store = context.Services.GetRequiredService<IdentityStore>();
        if (await store.CurrentAsync(cancellation) is not { } current)
        {
            await context.Output.WriteLineAsync("No night has been stitched yet.");
            return 1;
        }

        var tombstones = await store.TombstonesAsync(cancellation);
        var persons = await store.MapAsync(current.Pointer.Manifest.Persons, store.Rules(current.Pointer.Undone), cancellation);
        var identifiers = names.ConvertAll(name => tombstones.Latest(NamedIdentifier.Read(name, context.Services.GetRequiredService<Pseudonyms>())));
        var edges = await ActivatorUtilities.CreateInstance<IdentityEvidence>(context.Services).ReadAsync(current.Pointer.Night, cancellation);
        return identifiers.Count == 1
            ? await PersonAsync(context.Output, persons, edges, identifiers[0])
            : await PathAsync(context.Output, persons, edges, identifiers[0], identifiers[1]);
    }

    private static async Task<int> PersonAsync(TextWriter output, PersonMap persons, IReadOnlyList<IdentityEdge> edges, Identifier identifier)
    {
        var found = persons.Find(identifier);
        var seen = edges.Where(edge => edge.A == identifier || edge.B == identifier).ToList();
        if (seen.Count == 0 && !persons.Knows(identifier))
        {
            await output.WriteLineAsync($"{identifier} was seen with no other identifier.");
            return 1;
        }

        await output.WriteLineAsync(found.Guard is { } guard ? $"{identifier} links nobody: {guard.Name()}." : string.Create(CultureInfo.InvariantCulture, $"{identifier} belongs to person {found.Person:x32}."));
        foreach (var item in persons.All.Where(item => found.Guard is null && item.Guard is null && item.Person == found.Person)) await output.WriteLineAsync($"  {item.Identifier}");
        await output.WriteLineAsync("Seen with:");
        foreach (var edge in seen.GroupBy(edge => (edge.A, edge.B)).Select(group => group.OrderBy(edge => edge.FirstSeen).ThenBy(edge => edge.EventId, StringComparer.Ordinal).First()).OrderBy(edge => edge.FirstSeen))
            await output.WriteLineAsync(Text(edge, persons.GuardOf(edge.A, edge.B)));
        return 0;
    }

    private static async Task<int> PathAsync(TextWriter output, PersonMap persons, IReadOnlyList<IdentityEdge> edges, Identifier one, Identifier two)
    {
        if (Explanation.Of(edges, persons, one, two) is not { } explanation)
        {
            await output.WriteLineAsync("They are not one person's: no evidence leads from one to the other.");
            return 2;
        }

        await output.WriteLineAsync(explanation.AreOne ? string.Create(CultureInfo.InvariantCulture, $"Both belong to person {persons.Find(one).Person:x32}:") : "They are not one person's. What leads from one to the other is held:");
        if (explanation.Steps.Count == 0) await output.WriteLineAsync("  by a rule under identity.include, or because both are the same");
        foreach (var (edge, guard) in explanation.Steps) await output.WriteLineAsync(Text(edge, guard));
        return explanation.AreOne ? 0 : 2;
    }

    /// <summary>An edge and its evidence in one line.</summary>
    internal static string Text(IdentityEdge edge, Guard? guard) =>
        string.Create(CultureInfo.InvariantCulture, $"  {edge.FirstSeen:u}  {edge.A} with {edge.B}, {edge.Reason} {edge.EventId} from {edge.Source ?? "an unknown source"}{(guard is { } held ? $"  HELD: {held.Name()}" : string.Empty)}");
}
