"""The graph: RDF with evidence, a library of immutable generations, sandboxed SPARQL."""
