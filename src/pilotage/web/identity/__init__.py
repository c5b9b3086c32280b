"""Identity security: before, now, target; who becomes whom; what is open for a while."""
