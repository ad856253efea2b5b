using NavSeal.Tests.Browser;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(NavSeal.Tests.Browser_first))]

namespace NavSeal.Tests;

/// <summary>The stories in a browser are told one after another, a third of all the time there is: begun last, they would run alone on one
/// core when everything else is over.</summary>
public sealed class Browser_first : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => collection.TestCollectionDisplayName == OneOperator.Name)];
}
