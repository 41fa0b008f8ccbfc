package org.cytobeam.find;

import java.util.List;
import org.cytobeam.model.SourceFile;

/** Files that are indexed together: about 64 MB of small ones, or one large one. */
public record FileBatch(List<SourceFile> files) {}
