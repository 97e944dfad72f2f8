public import ArgumentParser
public import SiteCheck

extension CheckedForm: ExpressibleByArgument {}
