"""Will everybody hear in time, also when mail is down?"""
