using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Functions.Stitch;
using Pinstitch.Local.CommandLine;

namespace Pinstitch.Functions.Local;

/// <summary>Erases a person from the identity store; the next nightly run makes journeys and credit without.</summary>
internal sealed class EraseVerb() : Verb("erase", "Erase a person from the identity store and keep what was seen so far from coming back")
{
    private static readonly Argument<string> Who = new("person")
    {
        Description = "A person's id (32 hex digits), or an identifier of the person, such as email:anna@shop.example or customer_id:1001",
    };

    public override void Define(Command command) => command.Add(Who);

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        await context.StartHostAsync(HostParts.Storage, cancellation);
        var erasure = ActivatorUtilities.CreateInstance<IdentityErasure>(context.Services);
        if (!(await erasure.RunAsync(context.Parse.GetValue(Who)!, cancellation)).TryGet(out var identifiers, out var fault))
        {
            await context.Output.WriteLineAsync(fault.Text);
            return 1;
        }

        await context.Output.WriteLineAsync($"{identifiers.Count} identifiers are erased from the identity store:");
        foreach (var identifier in identifiers) await context.Output.WriteLineAsync($"  pseudonym:{identifier}");
        await context.Output.WriteLineAsync("Their events leave journeys and credit with the next nightly run; landed events go by their retention.");
        return 0;
    }
}
