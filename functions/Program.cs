using Microsoft.Extensions.Hosting;
using Pinstitch.Functions;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddPinstitch(builder.Configuration);
builder.Build().Run();
